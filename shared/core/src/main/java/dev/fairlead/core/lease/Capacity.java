package dev.fairlead.core.lease;

import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import java.util.Map;

/**
 * What a resource has to give.
 *
 * @param amounts of what there is so much; what is not named is not counted
 * @param leases how many may be on it at a time, 1 and up
 */
public record Capacity(Limits amounts, int leases) {
  /** Of what one lease has to itself. */
  public static final Capacity EXCLUSIVE = new Capacity(Limits.NONE, 1);

  public Capacity {
    if (leases < 1) {
      throw new IllegalArgumentException("A resource is of use to one lease at least.");
    }
  }

  /** Shared by so many, who need nothing that is counted. */
  public static Capacity sharedBy(int leases) {
    return new Capacity(Limits.NONE, leases);
  }

  /** Whether so much, held by so many leases, is within it. */
  public boolean holds(Amounts used, int count) {
    return count <= leases && used.fits(amounts);
  }

  /**
   * How full it is by what there is least of, from 0 to 1; more if it holds more than it has.
   *
   * @param used with what is asked for
   * @param count with the lease that asks
   */
  public double fullness(Amounts used, int count) {
    double fullest = (double) count / leases;
    for (Map.Entry<String, Long> limit : amounts.asMap().entrySet()) {
      long held = used.value(limit.getKey());
      if (held > 0) {
        fullest = Math.max(fullest, (double) held / Math.max(1, limit.getValue()));
      }
    }
    return fullest;
  }
}
