package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.MessageQueue.Outgoing;
import dev.fairlead.testkit.contracts.MessageQueueContract;
import dev.fairlead.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue suite with a clock that the test moves. */
abstract class EmbeddedQueueContract extends MessageQueueContract {
  private final SettableClock clock = SettableClock.somewhen();
  private EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);

  abstract EmbeddedAdapters open(SettableClock withClock);

  @BeforeEach
  void open() {
    adapters.close();
    adapters = open(clock);
  }

  @AfterEach
  void close() {
    adapters.close();
  }

  @Test
  void saysWhenThereIsNextSomethingToReceive() {
    MessageQueue queue = adapters.queues();
    Instant start = clock.instant();
    assertThat(adapters.nextVisibleAt("work")).isEmpty();

    queue.send("work", List.of(Outgoing.later("later", Duration.ofSeconds(20))));
    assertThat(adapters.nextVisibleAt("work")).contains(start.plusSeconds(20));

    queue.send("work", List.of(Outgoing.of("now")));
    assertThat(adapters.nextVisibleAt("work")).contains(start);

    queue.receive("work", 10, Duration.ofSeconds(5), Duration.ZERO);
    assertThat(adapters.nextVisibleAt("work")).contains(start.plusSeconds(5));
  }

  @Test
  void saysThatAGroupIsClosedUntilWhatWasTakenIsBack() {
    MessageQueue queue = adapters.queues();
    Instant start = clock.instant();
    queue.send("work.fifo", List.of(Outgoing.inGroup("one", "g", "1")));
    queue.receive("work.fifo", 10, Duration.ofSeconds(5), Duration.ZERO);

    queue.send("work.fifo", List.of(Outgoing.inGroup("two", "g", "2")));

    assertThat(adapters.nextVisibleAt("work.fifo")).contains(start.plusSeconds(5));
  }

  @Override
  protected MessageQueue queues() {
    return adapters.queues();
  }

  @Override
  protected int maxReceives() {
    return EmbeddedAdapters.DEFAULT_MAX_RECEIVES;
  }

  @Override
  protected void passTime(Duration time) {
    clock.advance(time);
  }

  @Override
  protected Duration longestTime() {
    return Duration.ofDays(365);
  }
}
