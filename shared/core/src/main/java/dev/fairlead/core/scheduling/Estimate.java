package dev.fairlead.core.scheduling;

/**
 * What agendas of a shape took so far, kept in constant space: means that forget slowly, and
 * quantiles of the runtime.
 *
 * <p>The means are exponentially weighted: the n-th actual counts 1 ÷ n until n is {@value
 * #MEMORY}, and 1 ÷ {@value #MEMORY} from then on. The quantiles are found by stochastic
 * approximation in the logarithm of the runtime, so that the step fits any scale: for the
 * p-quantile q, ln q grows by γ · p when an actual is above q, else falls by γ · (1 − p), with γ =
 * max(0.02, 2 ÷ n^0.75).
 *
 * @param count how many actuals there were
 * @param slotSeconds mean of what an agenda used in all
 * @param runtimeSeconds mean of how long one took
 * @see "Robbins, Monro: A Stochastic Approximation Method, 1951; Tierney: A space-efficient
 *     recursive procedure for estimating a quantile, 1983; Yazidi, Hammer: Multiplicative Update
 *     Methods for Incremental Quantile Estimation, 2019"
 */
public record Estimate(
    long count,
    double slotSeconds,
    double runtimeSeconds,
    double p10Seconds,
    double p50Seconds,
    double p90Seconds,
    double p95Seconds) {
  /** Of a shape that was never seen: as long as a minute with one slot, or anything about it. */
  public static final Estimate UNSEEN = new Estimate(0, 60, 60, 6, 60, 600, 1200);

  private static final int MEMORY = 50;

  /** Shorter runtimes are counted as this long: quantiles are kept as logarithms. */
  private static final double LEAST_SECONDS = 0.001;

  public Estimate {
    if (count < 0 || !(slotSeconds >= 0) || !(runtimeSeconds >= 0) || !(p10Seconds > 0)) {
      throw new IllegalArgumentException(
          count + " actuals, " + slotSeconds + " slot-seconds, " + runtimeSeconds + " s");
    }
  }

  /**
   * After one more agenda of the shape.
   *
   * @param usedSlotSeconds what it used in all, 0 or more
   * @param tookSeconds from its dispatch to its end, 0 or more
   */
  public Estimate with(double usedSlotSeconds, double tookSeconds) {
    double took = Math.max(LEAST_SECONDS, tookSeconds);
    if (count == 0) {
      return new Estimate(1, usedSlotSeconds, tookSeconds, took, took, took, took);
    }
    long n = count + 1;
    double part = 1.0 / Math.min(n, MEMORY);
    double step = Math.max(0.02, 2 / Math.pow((double) n, 0.75));
    double p10 = moved(p10Seconds, 0.10, took, step);
    // They move on their own; told in order, they never contradict each other.
    double p50 = Math.max(p10, moved(p50Seconds, 0.50, took, step));
    double p90 = Math.max(p50, moved(p90Seconds, 0.90, took, step));
    return new Estimate(
        n,
        slotSeconds + part * (usedSlotSeconds - slotSeconds),
        runtimeSeconds + part * (tookSeconds - runtimeSeconds),
        p10,
        p50,
        p90,
        Math.max(p90, moved(p95Seconds, 0.95, took, step)));
  }

  private static double moved(double quantile, double p, double took, double step) {
    return quantile * Math.exp(took > quantile ? step * p : -step * (1 - p));
  }
}
