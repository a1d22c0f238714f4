package dev.fairlead.core.scheduling;

/**
 * How much longer or shorter a customer's agendas last than others of their shape, kept in constant
 * space: the mean and the variance of ln(runtime ÷ median of its shape by then), over all shapes,
 * exponentially weighted as the means of an {@link Estimate}. Shapes don't tell everything: of two
 * customers that send the same document, one has ten times the data.
 *
 * @param count how many actuals there were
 * @param mean of the logarithm
 * @param variance of the logarithm, 0 or more
 */
public record Pace(long count, double mean, double variance) {
  /** Of somebody who never had anything. */
  public static final Pace UNSEEN = new Pace(0, 0, 0);

  private static final int MEMORY = 50;

  /** A median of fewer actuals is not one to compare with. */
  private static final int LEAST_KNOWN = 5;

  private static final double LEAST_SECONDS = 0.001;

  public Pace {
    if (count < 0 || !Double.isFinite(mean) || !(variance >= 0)) {
      throw new IllegalArgumentException(count + " actuals, " + mean + " ± √" + variance);
    }
  }

  /**
   * After one more agenda.
   *
   * @param shape what was known of its shape before it ended
   * @param tookSeconds from its dispatch to its end, 0 or more
   */
  public Pace with(Estimate shape, double tookSeconds) {
    if (shape.count() < LEAST_KNOWN) {
      return this;
    }
    double actual = Math.log(Math.max(LEAST_SECONDS, tookSeconds) / shape.p50Seconds());
    long n = count + 1;
    double part = 1.0 / Math.min(n, MEMORY);
    double off = actual - mean;
    return new Pace(n, mean + part * off, (1 - part) * (variance + part * off * off));
  }
}
