package dev.fairlead.core.outlook;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * An 80 % interval of a time that is still to come, and its median.
 *
 * @param low in 10 of 100 cases it is sooner
 * @param high in 10 of 100 cases it is later
 */
public record Spread(Duration low, Duration expected, Duration high) {
  /** Of something that is certain. */
  public static Spread certain(Duration time) {
    return new Spread(time, time, time);
  }

  /** Of equally likely cases, in seconds; empty if it never comes in more than one of ten. */
  static Optional<Spread> of(double[] seconds) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    double high = quantile(sorted, 0.9);
    return Double.isInfinite(high)
        ? Optional.empty()
        : Optional.of(
            new Spread(
                duration(quantile(sorted, 0.1)), duration(quantile(sorted, 0.5)), duration(high)));
  }

  /**
   * The next is below the k-th smallest of n in k of n + 1 cases, so that is the one to take; of
   * two that it is between, a part of each.
   *
   * @see "Wilks: Determination of Sample Sizes for Setting Tolerance Limits, 1941"
   */
  private static double quantile(double[] sorted, double part) {
    double place = Math.clamp(part * (sorted.length + 1) - 1, 0, sorted.length - 1);
    int below = (int) place;
    int above = Math.min(sorted.length - 1, below + 1);
    return place == below || sorted[below] == sorted[above]
        ? sorted[below]
        : sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  /** Whether a time is in it, give or take a millisecond. */
  public boolean covers(Duration time) {
    return time.compareTo(low.minusMillis(1)) >= 0 && time.compareTo(high.plusMillis(1)) <= 0;
  }
}
