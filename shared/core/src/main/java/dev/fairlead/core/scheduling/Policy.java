package dev.fairlead.core.scheduling;

import java.time.Duration;
import java.util.Optional;

/**
 * How an insight wants its algorithm to behave.
 *
 * @param algorithm its name
 * @param ageing how much earlier one level of priority makes an agenda seem to have come; above 0
 * @param halfLife in which time half of what a customer used above its share is forgotten; empty:
 *     never
 * @param entryCharge slot-seconds that each dispatch is charged on top of its estimate until it is
 *     settled, so that a burst pays before it is known what it uses; 0 or more
 */
public record Policy(
    String algorithm, Duration ageing, Optional<Duration> halfLife, double entryCharge) {
  /** What a level of priority is worth unless said. */
  public static final Duration DEFAULT_AGEING = Duration.ofMinutes(10);

  /** First in, first out. */
  public static final Policy DEFAULT = of("fifo");

  public Policy {
    if (!ageing.isPositive()
        || halfLife.filter(time -> !time.isPositive()).isPresent()
        || !(entryCharge >= 0)
        || Double.isInfinite(entryCharge)) {
      throw new IllegalArgumentException(
          "ageing " + ageing + ", half-life " + halfLife + ", entry charge " + entryCharge);
    }
  }

  /** That algorithm, with all else as it is unless said. */
  public static Policy of(String algorithm) {
    return new Policy(algorithm, DEFAULT_AGEING, Optional.empty(), 0);
  }
}
