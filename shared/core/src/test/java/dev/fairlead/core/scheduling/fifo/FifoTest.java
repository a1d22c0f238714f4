package dev.fairlead.core.scheduling.fifo;

import static dev.fairlead.core.scheduling.Lines.NOON;
import static dev.fairlead.core.scheduling.Lines.agenda;
import static dev.fairlead.core.scheduling.Lines.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.scheduling.Contest;
import dev.fairlead.core.scheduling.Decision;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.core.scheduling.Stop;
import dev.fairlead.core.scheduling.Waiting;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FifoTest {
  @Test
  @Tag("F059")
  void goesByTimeAddedWhoeverItIs() {
    var line = List.of(agenda("zoe", 3), agenda("acme", 2), agenda("zoe", 1));

    assertThat(numbers(decide(3, line))).containsExactly(1, 2, 3);
  }

  @Test
  @Tag("F059")
  void breaksTiesByAgendaId() {
    assertThat(numbers(decide(2, List.of(at("acme", 2, NOON), at("zoe", 1, NOON)))))
        .containsExactly(1, 2);
  }

  @Test
  void goesByAgeWithinAMillisecond() {
    var line = List.of(at("acme", 1, NOON.plusNanos(2)), at("zoe", 2, NOON.plusNanos(1)));

    assertThat(numbers(decide(2, line))).containsExactly(2, 1);
  }

  @Test
  void takesNoMoreThanThereIsRoomFor() {
    var line = List.of(agenda("acme", 1), agenda("acme", 2));

    assertThat(numbers(decide(1, line))).containsExactly(1);
    assertThat(decide(1, line).stop()).isEqualTo(Stop.ROOM_USED);
    assertThat(decide(0, line).picks()).isEmpty();
    assertThat(decide(5, List.of()).stop()).isEqualTo(Stop.NOBODY_LEFT);
  }

  @Test
  void chargesNothing() {
    Decision decision = decide(2, List.of(agenda("acme", 1), agenda("acme", 2)));

    assertThat(decision.picks()).allSatisfy(pick -> assertThat(pick.charge()).isZero());
    assertThat(decision.finishTags().values()).containsOnly(0.0);
  }

  private static Decision decide(int room, List<Waiting> line) {
    return Contest.decide(Snapshot.ofLine(NOON, room, line), new Fifo(), Policy.DEFAULT);
  }

  private static Waiting at(String customer, int number, Instant addedAt) {
    return Waiting.of(agenda(customer, number).agenda(), addedAt);
  }
}
