package dev.fairlead.core.scheduling.fifo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.core.scheduling.Snapshot.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FifoSchedulerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final FifoScheduler scheduler = new FifoScheduler();

  @Test
  @Tag("F059")
  void goesByTimeAddedWhoeverItIs() {
    var first = waiting("zoe", 9, NOW);
    var second = waiting("acme", 1, NOW.plusMillis(1));
    var third = waiting("zoe", 0, NOW.plusMillis(2));

    assertThat(scheduler.decide(new Snapshot(3, List.of(third, first, second))))
        .containsExactly(first.agenda(), second.agenda(), third.agenda());
  }

  @Test
  @Tag("F059")
  void breaksTiesByAgendaId() {
    var first = waiting("zoe", 1, NOW);
    var second = waiting("acme", 2, NOW);

    assertThat(scheduler.decide(new Snapshot(2, List.of(second, first))))
        .containsExactly(first.agenda(), second.agenda());
  }

  @Test
  void takesNoMoreThanThereIsRoomFor() {
    var first = waiting("acme", 1, NOW);
    var second = waiting("acme", 2, NOW);

    assertThat(scheduler.decide(new Snapshot(1, List.of(second, first))))
        .containsExactly(first.agenda());
    assertThat(scheduler.decide(new Snapshot(0, List.of(second, first)))).isEmpty();
    assertThat(scheduler.decide(new Snapshot(5, List.of()))).isEmpty();
  }

  @Test
  void decidesTheSameWhateverTheOrderOfTheSnapshot() {
    var random = new Random(11);
    var line =
        new ArrayList<>(
            IntStream.range(0, 500)
                .mapToObj(i -> waiting("c" + i % 7, i, NOW.plusMillis(random.nextInt(50))))
                .toList());
    var expected = scheduler.decide(new Snapshot(200, line));
    for (int i = 0; i < 10; i++) {
      Collections.shuffle(line, random);
      assertThat(scheduler.decide(new Snapshot(200, line))).isEqualTo(expected);
    }
  }

  private static Waiting waiting(String customer, int number, Instant addedAt) {
    return new Waiting(
        new AgendaKey(new CustomerId(customer), new AgendaId("%026d".formatted(number))), addedAt);
  }
}
