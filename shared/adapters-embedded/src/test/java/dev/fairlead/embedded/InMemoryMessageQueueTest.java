package dev.fairlead.embedded;

import dev.fairlead.testkit.time.SettableClock;

final class InMemoryMessageQueueTest extends EmbeddedQueueContract {
  @Override
  EmbeddedAdapters open(SettableClock clock) {
    return EmbeddedAdapters.inMemory(clock);
  }
}
