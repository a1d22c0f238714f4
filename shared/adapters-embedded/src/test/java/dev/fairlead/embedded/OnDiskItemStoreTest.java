package dev.fairlead.embedded;

import dev.fairlead.core.port.ItemStore;
import dev.fairlead.testkit.contracts.ItemStoreContract;
import dev.fairlead.testkit.time.SettableClock;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class OnDiskItemStoreTest extends ItemStoreContract {
  private static EmbeddedAdapters adapters;

  @BeforeAll
  static void open(@TempDir Path folder) {
    adapters = EmbeddedAdapters.onDisk(folder, SettableClock.somewhen());
  }

  @AfterAll
  static void close() {
    adapters.close();
  }

  @Override
  protected ItemStore store() {
    return adapters.items();
  }
}
