package dev.fairlead.bench.faults;

import java.util.List;
import java.util.Optional;

/**
 * What a run is made of, in one number.
 *
 * @param number 0 and up, below 2^40: what chance goes by
 * @param aim a fault that comes for sure; what went before it is as without
 */
record Seed(long number, Optional<Aim> aim) {
  private static final int BITS = 40;
  private static final List<Fault> FAULTS = List.of(Fault.values());

  /** The first call of a site has this fault. */
  record Aim(Site site, Fault fault) {}

  static Seed of(long code) {
    long number = code & ((1L << BITS) - 1);
    int aimed = Math.toIntExact(code >>> BITS);
    if (aimed == 0) {
      return new Seed(number, Optional.empty());
    }
    List<Site> sites = Site.all();
    int site = (aimed - 1) / FAULTS.size();
    if (site >= sites.size()) {
      throw new IllegalArgumentException("no such seed: " + code);
    }
    var aim = new Aim(sites.get(site), FAULTS.get((aimed - 1) % FAULTS.size()));
    return new Seed(number, Optional.of(aim));
  }

  Seed aimedAt(Aim what) {
    return new Seed(number, Optional.of(what));
  }

  /** What {@link #of} makes this seed of again. */
  long code() {
    List<Site> sites = Site.all();
    long aimed =
        aim.map(what ->
                1L
                    + (long) FAULTS.size() * sites.indexOf(what.site())
                    + FAULTS.indexOf(what.fault()))
            .orElse(0L);
    return aimed << BITS | number;
  }
}
