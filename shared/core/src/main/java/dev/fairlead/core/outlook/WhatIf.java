package dev.fairlead.core.outlook;

import dev.fairlead.core.quota.AmountText;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The smallest change of one kind that would let a waiting agenda go.
 *
 * @param isNow whether it would start now; else it would be the next to start
 */
public record WhatIf(Change change, boolean isNow) {
  /** What would have to be otherwise. */
  public sealed interface Change {
    /** Its customer's weight. */
    record Weight(double from, double to) implements Change {}

    /** Its own priority. */
    record Priority(int from, int to) implements Change {}

    /** How many agendas its insight may have dispatched and not claimed. */
    record QueueSize(int from, int to) implements Change {}

    /** What its customer's admitted agendas may hold together, as far as it would differ. */
    record CustomerLimits(SortedMap<String, Long> from, SortedMap<String, Long> to)
        implements Change {
      public CustomerLimits {
        from = new TreeMap<>(from);
        to = new TreeMap<>(to);
      }
    }

    /** What all its insight's admitted agendas may hold together, as far as it would differ. */
    record InsightLimits(SortedMap<String, Long> from, SortedMap<String, Long> to)
        implements Change {
      public InsightLimits {
        from = new TreeMap<>(from);
        to = new TreeMap<>(to);
      }
    }
  }

  /** For people. */
  public String sentence() {
    return (isNow ? "It would start now " : "It would be the next to start ")
        + switch (change) {
          case Change.Weight(double from, double to) ->
              "with weight " + number(to) + " (now " + number(from) + ").";
          case Change.Priority(int from, int to) -> "with priority " + to + " (now " + from + ").";
          case Change.QueueSize(int from, int to) ->
              "if its insight's queueSize were " + to + " (now " + from + ").";
          case Change.CustomerLimits(var from, var to) ->
              "if your limits were " + text(to) + " (now " + text(from) + ").";
          case Change.InsightLimits(var from, var to) ->
              "if its insight's limits were " + text(to) + " (now " + text(from) + ").";
        };
  }

  /** What has to change, as the API calls it. */
  public String what() {
    return switch (change) {
      case Change.Weight _ -> "weight";
      case Change.Priority _ -> "priority";
      case Change.QueueSize _ -> "queueSize";
      case Change.CustomerLimits _ -> "customerLimits";
      case Change.InsightLimits _ -> "limits";
    };
  }

  /** As it is now, as people write it. */
  public String from() {
    return switch (change) {
      case Change.Weight(double from, _) -> number(from);
      case Change.Priority(int from, _) -> Integer.toString(from);
      case Change.QueueSize(int from, _) -> Integer.toString(from);
      case Change.CustomerLimits(var from, _) -> text(from);
      case Change.InsightLimits(var from, _) -> text(from);
    };
  }

  /** As it would have to be at the least, as people write it. */
  public String to() {
    return switch (change) {
      case Change.Weight(_, double to) -> number(to);
      case Change.Priority(_, int to) -> Integer.toString(to);
      case Change.QueueSize(_, int to) -> Integer.toString(to);
      case Change.CustomerLimits(_, var to) -> text(to);
      case Change.InsightLimits(_, var to) -> text(to);
    };
  }

  private static String text(Map<String, Long> amounts) {
    return amounts.entrySet().stream()
        .map(each -> each.getKey() + " " + AmountText.said(each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
