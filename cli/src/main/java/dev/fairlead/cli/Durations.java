package dev.fairlead.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Lengths of time for people. Built by hand: a formatter costs more at start than all the rest. */
final class Durations {
  private Durations() {}

  /** {@code 0.34 s}, {@code 12.3 s}, {@code 4 min 05 s}, {@code 2 h 07 min}. */
  static String text(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    if (millis < 10_000) {
      return decimal(millis, 2) + " s";
    }
    if (millis < 60_000) {
      return decimal(millis, 1) + " s";
    }
    long seconds = millis / 1000;
    return seconds < 3600
        ? seconds / 60 + " min " + twoDigits(seconds % 60) + " s"
        : seconds / 3600 + " h " + twoDigits(seconds / 60 % 60) + " min";
  }

  static String text(BigDecimal seconds) {
    return text(Duration.ofMillis(seconds.movePointRight(3).longValue()));
  }

  /** {@code 00:01.2}, {@code 1:00:01.2}: for the start of a line. */
  static String clock(Duration duration) {
    long tenths = Math.max(0, duration.toMillis()) / 100;
    long seconds = tenths / 10;
    var hours = seconds < 3600 ? "" : seconds / 3600 + ":";
    return hours + twoDigits(seconds / 60 % 60) + ":" + twoDigits(seconds % 60) + "." + tenths % 10;
  }

  /** How long ago, coarsely: {@code 12 s ago}, {@code 3 d ago}. */
  static String age(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s ago";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min ago";
    }
    return seconds < 86_400 ? seconds / 3600 + " h ago" : seconds / 86_400 + " d ago";
  }

  private static String decimal(long millis, int places) {
    return BigDecimal.valueOf(millis, 3).setScale(places, RoundingMode.DOWN).toPlainString();
  }

  private static String twoDigits(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }
}
