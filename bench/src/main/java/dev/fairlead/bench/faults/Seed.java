package dev.fairlead.bench.faults;

import java.util.List;
import java.util.Optional;

/**
 * What a run is made of, in one number.
 *
 * @param number 0 and up, below 2^40: what chance goes by
 * @param aim a crash that comes for sure; what went before it is as without
 */
record Seed(long number, Optional<Aim> aim) {
  private static final int BITS = 40;

  /** The first call of a site crashes. */
  record Aim(Site site, boolean after) {
    Fault fault() {
      return after ? Fault.CRASH_AFTER : Fault.CRASH_BEFORE;
    }
  }

  static Seed of(long code) {
    long number = code & ((1L << BITS) - 1);
    int aimed = Math.toIntExact(code >>> BITS);
    List<Site> sites = Site.all();
    return new Seed(
        number,
        aimed == 0
            ? Optional.empty()
            : Optional.of(new Aim(sites.get((aimed - 1) / 2), aimed % 2 == 0)));
  }

  Seed aimedAt(Aim what) {
    return new Seed(number, Optional.of(what));
  }

  /** What {@link #of} makes this seed of again. */
  long code() {
    List<Site> sites = Site.all();
    long aimed =
        aim.map(what -> 1L + 2L * sites.indexOf(what.site()) + (what.after() ? 1 : 0)).orElse(0L);
    return aimed << BITS | number;
  }
}
