package dev.fairlead.testkit.contracts;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Account;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.core.scheduling.Standing;
import dev.fairlead.core.scheduling.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Snapshots by chance, with many ties and tight limits, always the same for a seed. */
final class RandomField {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Random random;
  private final boolean hasLanes;
  private int agendas;

  RandomField(Algorithm algorithm, long seed) {
    random = new Random(seed);
    hasLanes = algorithm.hasLanes();
  }

  Snapshot snapshot() {
    int count = 1 + random.nextInt(20);
    Map<CustomerId, Standing> customers = new HashMap<>();
    var accounts = new ArrayList<Account>();
    Amounts held = Amounts.NONE;
    for (int i = 0; i < count; i++) {
      var id = new CustomerId("c" + i);
      var mine = Amounts.of(random.nextInt(3), random.nextInt(4), 0, 0);
      held = held.plus(mine);
      customers.put(id, new Standing(1 + random.nextInt(4), mine, limits(mine, 8)));
      int lane = hasLanes ? -1 : 0;
      do {
        accounts.add(
            new Account(
                new AccountKey(id, lane),
                random.nextInt(8) / 2.0,
                heads(id, lane),
                false,
                random.nextBoolean()));
        lane++;
      } while (hasLanes && lane < 2 && random.nextBoolean());
    }
    return new Snapshot(
        NOON,
        random.nextInt(60),
        Map.of(0, random.nextInt(8) / 2.0),
        customers,
        accounts,
        held,
        limits(held, 60));
  }

  private Limits limits(Amounts held, int more) {
    return random.nextInt(3) == 0
        ? Limits.NONE
        : Limits.ofMap(
            Map.of(
                "agendas", held.agendas() + random.nextInt(more),
                "operations", held.operations() + random.nextInt(more)));
  }

  private List<Waiting> heads(CustomerId customer, int lane) {
    var heads = new ArrayList<Waiting>();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      var id = new AgendaId("%026d".formatted(++agendas * 7919 % 100_000));
      heads.add(
          new Waiting(
              new AgendaKey(customer, id),
              lane,
              NOON.plusSeconds(random.nextInt(6) * 300L - 900),
              Amounts.of(1, random.nextInt(4), 0, 0),
              random.nextInt(4) * 2.5));
    }
    return heads;
  }
}
