package dev.fairlead.bench.faults;

import dev.fairlead.core.quota.AmountName;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.quota.PoolShare;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Random pools that two insights share. Of everything each could have, some day, what the largest
 * agenda holds from its admission on, however long that lasts.
 */
final class PoolDraws {
  private final RandomGenerator chance;
  private final Map<String, Integer> units;

  /**
   * @param units what is counted, and by what
   */
  PoolDraws(RandomGenerator chance, Map<String, Integer> units) {
    this.chance = chance;
    this.units = units;
  }

  /** A pool with what of it is the first insight's, and the second's. */
  record Drawn(PlannedPool pool, Optional<PoolShare> first, Optional<PoolShare> second) {}

  /**
   * A pool.
   *
   * @param least what an agenda holds at most from its admission on
   */
  Drawn pool(Amounts least) {
    Map<String, Long> capacity = new HashMap<>();
    Map<String, Long> first = new HashMap<>();
    Map<String, Long> second = new HashMap<>();
    units.forEach((name, unit) -> {
      if (chance.nextInt(3) == 0 || name.equals(AmountName.AGENDAS)) {
        long enough = Math.max(unit, least.value(name));
        // Mostly none, and mostly nobody's own: that is what they race for.
        long more = chance.nextInt(3) == 0 ? unit : 0;
        switch (chance.nextInt(4)) {
          case 0, 1 -> capacity.put(name, enough + more);
          case 2 -> {
            first.put(name, enough);
            capacity.put(name, 2 * enough + more);
          }
          default -> {
            first.put(name, enough);
            second.put(name, enough + more);
            capacity.put(name, 2 * enough + more);
          }
        }
      }
    });
    Optional<Integer> reclaimTime =
        chance.nextBoolean() ? Optional.of(1 + chance.nextInt(60)) : Optional.empty();
    return new Drawn(
        new PlannedPool(
            Limits.ofMap(capacity), reclaimTime, reclaimTime.isPresent() && chance.nextInt(3) > 0),
        share(first, least),
        share(second, least));
  }

  private Optional<PoolShare> share(Map<String, Long> nominal, Amounts least) {
    if (nominal.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Long> borrowed = new HashMap<>();
    Map<String, Long> lent = new HashMap<>();
    units.forEach((name, unit) -> {
      if (chance.nextInt(3) == 0) {
        long enough = Math.max(unit, least.value(name));
        long lacking = Math.max(0, enough - nominal.getOrDefault(name, 0L));
        borrowed.put(name, lacking + (long) unit * chance.nextInt(2));
      }
      if (nominal.containsKey(name) && chance.nextInt(3) == 0) {
        lent.put(name, (long) unit * chance.nextInt(2));
      }
    });
    return Optional.of(
        new PoolShare(Amounts.ofMap(nominal), Limits.ofMap(borrowed), Limits.ofMap(lent)));
  }
}
