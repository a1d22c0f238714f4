package dev.fairlead.core.scheduling.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Algorithms;
import dev.fairlead.core.scheduling.Contest;
import dev.fairlead.core.scheduling.Decision;
import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.core.scheduling.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Long lines of more customers than are read at once. */
class InsightModelTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final int CUSTOMERS = 1_000;
  private static final int EACH = 30;
  private static final int ROOM = 500;

  private final Random random = new Random(3);
  private int candidates;

  @ParameterizedTest
  @CsvSource({"fifo, 1.5", "fair, 1.5", "priority, 4"})
  void looksAtFewForEachThatItDispatches(String name, double most) {
    int dispatched = dispatch(filled(name), 20).size();

    assertThat(dispatched).isEqualTo(20 * ROOM);
    assertThat((double) candidates / dispatched).isLessThan(most);
  }

  @Test
  void goesByAgeThoughItReadsOnlySomeOfEachCustomer() {
    List<Pick> picks = dispatch(filled("fifo"), CUSTOMERS * EACH / ROOM);

    assertThat(picks)
        .extracting(pick -> pick.waiting().addedAt())
        .isSorted()
        .hasSize(CUSTOMERS * EACH);
  }

  private InsightModel filled(String name) {
    Algorithm algorithm = Algorithms.find(name).orElseThrow();
    var model = new InsightModel(algorithm, Policy.of(name), Limits.NONE, this::counted, true);
    for (int i = 0; i < CUSTOMERS; i++) {
      model.customer(new CustomerId("c" + i), 1 + i % 16, Limits.NONE);
    }
    for (int i = 0; i < CUSTOMERS * EACH; i++) {
      var agenda =
          new AgendaKey(
              new CustomerId("c" + random.nextInt(CUSTOMERS)), new AgendaId("%026d".formatted(i)));
      int lane = random.nextInt(5);
      model.submit(
          new Waiting(
              agenda, lane, NOON.plusMillis(i), Amounts.of(1, 1, 0, 0), 1 + random.nextInt(20)));
    }
    return model;
  }

  private Decision counted(Snapshot snapshot, Algorithm algorithm, Policy policy) {
    candidates += snapshot.accounts().stream().mapToInt(each -> each.heads().size()).sum();
    return Contest.decide(snapshot, algorithm, policy);
  }

  /** Each turn what is dispatched ends before the next. */
  private List<Pick> dispatch(InsightModel model, int turns) {
    var all = new ArrayList<Pick>();
    Instant now = NOON.plusSeconds(60);
    for (int i = 0; i < turns; i++) {
      now = now.plusSeconds(1);
      for (Pick pick : model.turn(now, ROOM)) {
        all.add(pick);
        model.ended(pick, now, 1 + random.nextInt(20));
      }
    }
    return all;
  }
}
