package dev.fairlead.cli;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.scheduling.replay.ReplayResult;
import dev.fairlead.core.scheduling.replay.ReplayResult.Customer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of arrivals, for people and for programs. Pure.
 *
 * @param before what became of each customer's under the policy that it is compared with, if any
 */
record SimulationView(
    SimulatedPolicy policy, Simulation.Outcome outcome, Map<CustomerId, Customer> before) {
  /** Between two policies, less than this many seconds of mean wait are no difference. */
  private static final double ALIKE_SECONDS = 0.5;

  SimulationView {
    before = Map.copyOf(before);
  }

  /** A row a customer, one an insight if there are several, and what it comes to. */
  List<String> lines(int columns, Style style) {
    var lines = new ArrayList<String>();
    if (!policy.isOne()) {
      lines.addAll(insights().lines(columns, style));
      lines.add("");
    }
    lines.addAll(customers().lines(columns, style));
    var result = outcome.whole();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: all done after %s, at most %.0f slots at a time; Jain index of slowdown %.3f.",
            policy.isOne()
                ? policy.insights().getFirst().algorithm()
                : outcome.insights().size() + " insights",
            seconds(result.makespan()),
            result.mostSlots(),
            result.jainOfSlowdown()));
    return lines;
  }

  private Table insights() {
    var table =
        new Table(
            "INSIGHT", "ALGORITHM", "AGENDAS", "MEAN WAIT", "LONGEST", "MOST SLOTS", "JAIN", "");
    outcome
        .insights()
        .forEach((id, result) ->
            row(
                table,
                List.of(
                    id,
                    algorithm(id),
                    Integer.toString(result.agendas()),
                    seconds(result.meanWait()),
                    seconds(result.longestWait()),
                    rounded(result.mostSlots()).toPlainString(),
                    rounded(result.jainOfSlowdown()).toPlainString(),
                    never(result.never()))));
    return table;
  }

  private Table customers() {
    var headings =
        new ArrayList<>(List.of("CUSTOMER", "WEIGHT", "AGENDAS", "MEAN WAIT", "P99", "LONGEST"));
    if (!before.isEmpty()) {
      headings.add("BEFORE");
    }
    headings.add(before.isEmpty() ? "" : "VERDICT");
    var table = new Table(headings.toArray(String[]::new));
    for (Customer customer : outcome.whole().customers()) {
      var cells =
          new ArrayList<>(
              List.of(
                  customer.id().value(),
                  rounded(customer.weight()).toPlainString(),
                  Integer.toString(customer.agendas()),
                  seconds(customer.meanWait()),
                  seconds(customer.p99Wait()),
                  seconds(customer.longestWait())));
      var old = before.get(customer.id());
      if (!before.isEmpty()) {
        cells.add(old == null ? "" : seconds(old.meanWait()));
      }
      cells.add(said(customer, old));
      row(table, cells);
    }
    return table;
  }

  private static void row(Table table, List<String> cells) {
    table.add(cells.stream().map(Table.Cell::of).toArray(Table.Cell[]::new));
  }

  private String algorithm(String insight) {
    return policy.insights().stream()
        .filter(one -> one.id().equals(insight))
        .map(Insight::algorithm)
        .findFirst()
        .orElse("");
  }

  private static String said(Customer customer, @Nullable Customer before) {
    if (customer.never() > 0) {
      return never(customer.never());
    }
    return before == null ? "" : verdict(customer, before);
  }

  private static String never(int agendas) {
    return agendas == 0 ? "" : agendas + " never start";
  }

  private static String verdict(Customer customer, Customer before) {
    double less = (before.meanWait().toMillis() - customer.meanWait().toMillis()) / 1000.0;
    if (Math.abs(less) < ALIKE_SECONDS) {
      return "same";
    }
    return less > 0 ? "wins" : "loses";
  }

  /** All of it. */
  Json json() {
    var json =
        policy.isOne()
            ? json(policy.insights().getFirst().algorithm(), outcome.whole(), before)
            : json("", outcome.whole(), before);
    if (!policy.isOne()) {
      var insights = new ArrayList<Json>();
      outcome
          .insights()
          .forEach((id, result) ->
              insights.add(json(algorithm(id), result, Map.of()).put("insight", id).build()));
      json.put("insights", Json.array(insights));
    }
    return json.build();
  }

  private static Json.Builder json(
      String algorithm, ReplayResult result, Map<CustomerId, Customer> before) {
    return Json.object()
        .putText("algorithm", Optional.of(algorithm).filter(name -> !name.isEmpty()))
        .put("agendas", result.agendas())
        .put("never", result.never())
        .put("makespanSeconds", number(result.makespan()))
        .put("mostSlots", Json.of(rounded(result.mostSlots())))
        .put("jainOfSlowdown", Json.of(rounded(result.jainOfSlowdown())))
        .put(
            "customers",
            Json.array(
                result.customers().stream()
                    .map(customer -> json(customer, before.get(customer.id())))
                    .toList()));
  }

  private static Json json(Customer customer, @Nullable Customer before) {
    var json =
        Json.object()
            .put("customer", customer.id().value())
            .put("weight", Json.of(rounded(customer.weight())))
            .put("agendas", customer.agendas())
            .put("never", customer.never())
            .put("slotSeconds", Json.of(rounded(customer.slotSeconds())))
            .put("meanWaitSeconds", number(customer.meanWait()))
            .put("p50WaitSeconds", number(customer.p50Wait()))
            .put("p99WaitSeconds", number(customer.p99Wait()))
            .put("longestWaitSeconds", number(customer.longestWait()))
            .put("slowdown", Json.of(rounded(customer.slowdown())));
    if (before != null) {
      json.put("meanWaitSecondsBefore", number(before.meanWait()))
          .put("verdict", verdict(customer, before));
    }
    return json.build();
  }

  private static Json number(Duration duration) {
    return Json.of(BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros());
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
  }

  private static String seconds(Duration duration) {
    return Durations.text(duration);
  }
}
