package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.MessageQueue.Delivery;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.Query;
import dev.fairlead.testkit.time.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KilledProcessTest {
  private static final int KILLS = Integer.getInteger("kills", 3);

  @TempDir private Path folder;

  /** After all that the processes sent by the system's clock. */
  private final SettableClock clock = new SettableClock(Instant.parse("2100-01-01T00:00:00Z"));

  @Test
  void whatWasAnsweredSurvivesAndWhatWasNotIsWholeOrAbsent()
      throws IOException, InterruptedException {
    var random = new Random(42);
    var owed = new ArrayList<Long>();
    long count = 0;
    for (int i = 0; i < KILLS; i++) {
      try (var process = CountingProcess.start(folder)) {
        long seen = process.awaitCounts(1 + random.nextInt(600));
        long said = process.kill(seen);
        LongStream.rangeClosed(count + 1, said).forEach(owed::add);

        count = assertWholeFrom(said);
        assertSent(owed, i + 1);
      }
    }
  }

  private long assertWholeFrom(long said) {
    try (var adapters = EmbeddedAdapters.onDisk(folder, clock)) {
      var items = adapters.items();
      long count = items.read(CountingProcess.COUNT).orElseThrow().requireWhole("n");
      assertThat(count).isBetween(said, said + 1);
      assertThat(items.read(CountingProcess.SAME_COUNT).orElseThrow().requireWhole("n"))
          .isEqualTo(count);
      List<Item> table = items.query(Query.of("agendas", "count", 1000)).items();
      assertThat(items.query(Query.ofIndex("agendas", "byCustomer", "acme", 1000)).items())
          .containsExactlyInAnyOrderElementsOf(table);
      assertThat(table.stream().filter(item -> item.requireWhole("n") == count)).hasSize(2);
      return count;
    }
  }

  /**
   * Every message whose number was said, in order; of each killed process perhaps one that was sent
   * and not said. A process killed between its count and its message never sent that one.
   */
  private void assertSent(List<Long> owed, int kills) {
    try (var adapters = EmbeddedAdapters.onDisk(folder, clock)) {
      assertThat(drain(adapters))
          .containsSubsequence(owed)
          .isSorted()
          .doesNotHaveDuplicates()
          .hasSizeBetween(owed.size(), owed.size() + kills);
    }
  }

  /** All messages, which stay in the queue. */
  private static List<Long> drain(EmbeddedAdapters adapters) {
    List<Long> counts = new ArrayList<>();
    List<Delivery> batch;
    do {
      batch =
          adapters.queues().receive(CountingProcess.QUEUE, 10, Duration.ofHours(1), Duration.ZERO);
      batch.forEach(delivery -> counts.add(Long.parseLong(delivery.body())));
    } while (!batch.isEmpty());
    return counts;
  }

  @Test
  void aSecondProcessIsRefusedWhileTheFirstIsAlive() throws IOException, InterruptedException {
    try (var process = CountingProcess.start(folder)) {
      long seen = process.awaitCounts(1);

      assertThatThrownBy(() -> EmbeddedAdapters.onDisk(folder, clock))
          .isInstanceOfSatisfying(
              PortException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNAVAILABLE))
          .hasMessageContaining(folder.toRealPath() + " is in use by a running process");

      assertThat(process.awaitCounts(10)).isEqualTo(seen + 10);
      process.kill(seen);
      EmbeddedAdapters.onDisk(folder, clock).close();
    }
  }
}
