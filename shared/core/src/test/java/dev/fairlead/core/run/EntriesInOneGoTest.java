package dev.fairlead.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntriesInOneGoTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final AgendaRun EMPTY = AgendaRun.empty(List.of("a", "b"));

  /** A lock remembers by which entry it was taken. */
  private static final List<List<Change>> ENTRIES =
      List.of(
          List.of(new Change.AgendaStarted(1, NOW)),
          List.of(
              new Change.InventoryLocked(7, NOW),
              new Change.OperationReady("a", NOW),
              new Change.OperationLaunched("a", 1, NOW)),
          List.of(new Change.OperationStarted("a", 1, 1, NOW)),
          List.of(new Change.OperationReady("b", NOW)));

  @Test
  void giveWhatTheyGiveOneByOne() {
    AgendaRun run = EMPTY;
    for (int i = 0; i < ENTRIES.size(); i++) {
      run = run.apply(i + 1, ENTRIES.get(i));
      assertThat(EMPTY.applyAll(ENTRIES.subList(0, i + 1))).isEqualTo(run);
    }
    assertThat(run.sequence()).isEqualTo(ENTRIES.size());
  }

  @Test
  void leaveTheRunAsItIsWhereThereAreNone() {
    assertThat(EMPTY.applyAll(List.of())).isSameAs(EMPTY);
  }

  @Test
  void areRefusedOneByOneWhereTheyDoNotFollow() {
    AgendaRun run = EMPTY.apply(1, ENTRIES.getFirst());

    assertThatThrownBy(() -> run.apply(1, List.of())).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> run.apply(3, List.of())).isInstanceOf(IllegalStateException.class);
  }
}
