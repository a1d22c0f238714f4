package dev.fairlead.embedded;

import dev.fairlead.core.port.ItemStore;
import dev.fairlead.testkit.contracts.ItemStoreContract;
import dev.fairlead.testkit.time.SettableClock;
import org.junit.jupiter.api.AfterEach;

final class InMemoryItemStoreTest extends ItemStoreContract {
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(SettableClock.somewhen());

  @Override
  protected ItemStore store() {
    return adapters.items();
  }

  @AfterEach
  void close() {
    adapters.close();
  }
}
