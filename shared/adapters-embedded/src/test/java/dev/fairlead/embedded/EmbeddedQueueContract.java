package dev.fairlead.embedded;

import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.testkit.contracts.MessageQueueContract;
import dev.fairlead.testkit.time.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

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
