package dev.fairlead.core.outlook;

import dev.fairlead.core.scheduling.Estimate;
import java.util.random.RandomGenerator;

/**
 * How long agendas of a shape last, as a distribution through the quantiles of an {@link Estimate}:
 * between them the logarithm of the runtime is linear in the probability; above the 95th percentile
 * the tail is a Pareto's that goes on as between the 90th and the 95th; below the 10th it is as
 * between the 10th and the median. All in seconds. O(1).
 */
final class RuntimeCurve {
  private static final double LEAST_SECONDS = 0.001;

  /** Of a Pareto tail heavier than this not even the mean would be sensible. */
  private static final double MOST_TAIL = 0.9;

  private static final double LAST = 0.95;

  /** Estimates forget: they never know more than so many actuals tell. */
  private static final double MEMORY = 100;

  /** How far off one actual is in any case, as the logarithm of a factor. */
  private static final double ONE_ACTUAL = 0.5;

  /** Quantiles that are followed step by step wander about more than those of a sample do. */
  private static final double WANDERING = 1.4;

  /** From the 10th to the 90th percentile of a normal distribution. */
  private static final double NORMAL_SPAN = 2.56;

  private final double[] at = {0, 0.10, 0.50, 0.90, LAST};
  private final double[] log;
  private final double tail;

  RuntimeCurve(Estimate estimate) {
    double p10 = log(estimate.p10Seconds());
    double p50 = Math.max(p10, log(estimate.p50Seconds()));
    double p90 = Math.max(p50, log(estimate.p90Seconds()));
    double p95 = Math.max(p90, log(estimate.p95Seconds()));
    log = new double[] {p10 - (p50 - p10) / 4, p10, p50, p90, p95};
    tail = Math.min(MOST_TAIL, (p95 - p90) / Math.log(2));
  }

  private static double log(double seconds) {
    return Math.log(Math.max(LEAST_SECONDS, seconds));
  }

  /** The runtime that a part of all agendas does not exceed. */
  double quantile(double part) {
    if (part >= LAST) {
      return Math.exp(log[4] + tail * Math.log((1 - LAST) / Math.max(1e-9, 1 - part)));
    }
    int i = 1;
    while (part > at[i]) {
      i++;
    }
    double within = (part - at[i - 1]) / (at[i] - at[i - 1]);
    return Math.exp(log[i - 1] + within * (log[i] - log[i - 1]));
  }

  /** The part of all agendas that have ended by then. */
  double endedBy(double seconds) {
    double now = log(seconds);
    if (now >= log[4]) {
      return tail > 0 ? 1 - (1 - LAST) * Math.exp((log[4] - now) / tail) : 1;
    }
    int i = 1;
    while (i < 4 && now >= log[i]) {
      i++;
    }
    return now <= log[0]
        ? 0
        : at[i - 1] + (now - log[i - 1]) / (log[i] - log[i - 1]) * (at[i] - at[i - 1]);
  }

  /** The standard deviation of how far the whole curve is off, as the logarithm of a factor. */
  double error(Estimate estimate) {
    double count = Math.max(1, estimate.count());
    double spread = WANDERING * (log[3] - log[1]) / NORMAL_SPAN;
    return Math.max(ONE_ACTUAL / Math.sqrt(count), spread / Math.sqrt(Math.min(count, MEMORY)));
  }

  /** A runtime. */
  double draw(RandomGenerator random) {
    return quantile(random.nextDouble());
  }

  /** How much longer one lasts that has lasted so long already. */
  double drawLeft(double elapsed, RandomGenerator random) {
    double ended = endedBy(elapsed);
    if (1 - ended < 1e-6) {
      // Longer than anything known: as long again, more or less.
      return elapsed * -Math.log(1 - random.nextDouble());
    }
    double whole = quantile(ended + (1 - ended) * random.nextDouble());
    return Math.max(0, whole - elapsed);
  }
}
