package dev.fairlead.core.scheduling;

import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;

/**
 * How a customer stands in an insight, over all its lanes.
 *
 * @param weight what share is due to it, against the others': above 0
 * @param held what its admitted agendas hold
 * @param ceiling what they may hold together
 */
public record Standing(double weight, Amounts held, Limits ceiling) {
  /** Of a customer about which nothing was ever said: weight 1, nothing held, no ceiling. */
  public static final Standing USUAL = new Standing(1, Amounts.NONE, Limits.NONE);

  public Standing {
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("a weight of " + weight);
    }
  }
}
