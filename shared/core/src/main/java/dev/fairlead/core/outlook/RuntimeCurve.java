package dev.fairlead.core.outlook;

import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.core.scheduling.Pace;
import java.util.random.RandomGenerator;

/**
 * How long a customer's agendas of a shape last, as a distribution through the quantiles of an
 * {@link Estimate}: between them the logarithm of the runtime is linear in the probability; above
 * the 95th percentile the tail is a Pareto's that goes on as between the 90th and the 95th, up to
 * what happens once in 10,000 times; below the 10th it is as between the 10th and the median.
 *
 * <p>Of a customer of which n agendas ended, the logarithm is moved and stretched to have the mean
 * (n · m + {@value #PRIOR} · μ) ÷ (n + {@value #PRIOR}), with m the customer's ({@link Pace}) and μ
 * the shape's, and a variance that is made of both in the same way. All in seconds. O(1).
 */
final class RuntimeCurve {
  private static final double LEAST_SECONDS = 0.001;

  /** Of a Pareto tail heavier than this not even the mean would be sensible. */
  private static final double MOST_TAIL = 0.9;

  private static final double LAST = 0.95;

  /** What is rarer than that nobody has seen who remembers as little as an estimate. */
  private static final double RAREST = 0.0001;

  /** Estimates forget: they never know more than so many actuals tell. */
  private static final double MEMORY = 100;

  /** How far off one actual is in any case, as the logarithm of a factor. */
  private static final double ONE_ACTUAL = 0.5;

  /** Quantiles that are followed step by step wander about more than those of a sample do. */
  private static final double WANDERING = 1.4;

  /** From the 10th to the 90th percentile of a normal distribution. */
  private static final double NORMAL_SPAN = 2.56;

  /** So many actuals of a customer tell as much of it as the shape does. */
  private static final int PRIOR = 3;

  /** What a pace tells of at the most. */
  private static final int PACE_MEMORY = 50;

  /** One of so many is met, by its length: enough for the heaviest tails that there are here. */
  private static final int MET_OF = 8;

  private static final double[] AT = {0, 0.10, 0.50, 0.90, LAST};

  private final double[] log;
  private final double tail;
  private final double shapeError;
  private final double ownError;
  private final double meanSeconds;

  /** Of anybody's. */
  RuntimeCurve(Estimate estimate) {
    this(estimate, Pace.UNSEEN);
  }

  /** Of the customer's of that pace. */
  RuntimeCurve(Estimate estimate, Pace pace) {
    double p10 = log(estimate.p10Seconds());
    double p50 = Math.max(p10, log(estimate.p50Seconds()));
    double p90 = Math.max(p50, log(estimate.p90Seconds()));
    double p95 = Math.max(p90, log(estimate.p95Seconds()));
    log = new double[] {p10 - (p50 - p10) / 4, p10, p50, p90, p95};
    double slope = Math.min(MOST_TAIL, (p95 - p90) / Math.log(2));
    double own = estimate.count() == 0 ? 0 : Math.min(PACE_MEMORY, pace.count());
    double all = own + PRIOR;
    double center = mean(log, slope);
    double variance = variance(log, slope, center);
    double ownVariance = (own * pace.variance() + PRIOR * variance) / all;
    double stretch = variance > 0 && own > 0 ? Math.sqrt(ownVariance / variance) : 1;
    double moved = own * (p50 + pace.mean() - center) / all;
    for (int i = 0; i < log.length; i++) {
      log[i] = center + moved + stretch * (log[i] - center);
    }
    tail = slope;
    double count = Math.max(1, estimate.count());
    double spread = WANDERING * (p90 - p10) / NORMAL_SPAN;
    shapeError =
        estimate.count() == 0
            ? 0
            : Math.max(ONE_ACTUAL / Math.sqrt(count), spread / Math.sqrt(Math.min(count, MEMORY)));
    ownError = own > 0 ? Math.sqrt(ownVariance / all) : 0;
    meanSeconds = meanSecondsOf(log, tail);
  }

  private static double log(double seconds) {
    return Math.log(Math.max(LEAST_SECONDS, seconds));
  }

  /** Of the logarithm; beyond the last quantile it is exponential. */
  private static double mean(double[] log, double tail) {
    double mean = (1 - LAST) * (log[4] + tail);
    for (int i = 1; i < AT.length; i++) {
      mean += (AT[i] - AT[i - 1]) * (log[i - 1] + log[i]) / 2;
    }
    return mean;
  }

  private static double variance(double[] log, double tail, double mean) {
    double off = log[4] + tail - mean;
    double variance = (1 - LAST) * (tail * tail + off * off);
    for (int i = 1; i < AT.length; i++) {
      double from = log[i - 1] - mean;
      double to = log[i] - mean;
      variance += (AT[i] - AT[i - 1]) * (from * from + from * to + to * to) / 3;
    }
    return variance;
  }

  /** The runtime that a part of all agendas does not exceed. */
  double quantile(double part) {
    if (part >= LAST) {
      return Math.exp(log[4] + tail * Math.log((1 - LAST) / Math.max(RAREST, 1 - part)));
    }
    int i = 1;
    while (part > AT[i]) {
      i++;
    }
    double within = (part - AT[i - 1]) / (AT[i] - AT[i - 1]);
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
        : AT[i - 1] + (now - log[i - 1]) / (log[i] - log[i - 1]) * (AT[i] - AT[i - 1]);
  }

  private static double meanSecondsOf(double[] log, double tail) {
    double rarest = RAREST / (1 - LAST);
    double beyond = (1 - Math.pow(rarest, 1 - tail)) / (1 - tail) + Math.pow(rarest, 1 - tail);
    double mean = (1 - LAST) * Math.exp(log[4]) * beyond;
    for (int i = 1; i < AT.length; i++) {
      double step = log[i] - log[i - 1];
      double within = step < 1e-9 ? 1 : Math.expm1(step) / step;
      mean += (AT[i] - AT[i - 1]) * Math.exp(log[i - 1]) * within;
    }
    return mean;
  }

  /** The mean of what is drawn. */
  double meanSeconds() {
    return meanSeconds;
  }

  /**
   * How far the whole curve is off, as a factor: what is known of a shape, its tail above all, is
   * as wrong for all; what is known of a customer for that one only.
   *
   * @param shape standard normal
   * @param customer standard normal
   */
  double error(double shape, double customer) {
    return Math.exp(shapeError * shape + ownError * customer);
  }

  /** A runtime. */
  double draw(RandomGenerator random) {
    return quantile(random.nextDouble());
  }

  /** How much longer one lasts that has lasted so long already. */
  double drawLeft(double elapsed, RandomGenerator random) {
    double ended = endedBy(elapsed);
    if (1 - ended < RAREST) {
      // Longer than anything known: as long again, more or less.
      return elapsed * -Math.log(1 - random.nextDouble());
    }
    double whole = quantile(ended + (1 - ended) * random.nextDouble());
    return Math.max(0, whole - elapsed);
  }

  /**
   * How long one lasts already that is met running: in proportion to how long it lasts it is the
   * more likely to be met, and at any part of it alike.
   *
   * @see "Cox: Renewal Theory, 1962, section 5.4: the inspection paradox"
   */
  double drawAge(RandomGenerator random) {
    double met = draw(random);
    double all = met;
    for (int i = 1; i < MET_OF; i++) {
      double other = draw(random);
      all += other;
      if (random.nextDouble() * all < other) {
        met = other;
      }
    }
    return met * random.nextDouble();
  }
}
