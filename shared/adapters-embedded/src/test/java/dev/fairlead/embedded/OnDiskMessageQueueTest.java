package dev.fairlead.embedded;

import dev.fairlead.testkit.time.SettableClock;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class OnDiskMessageQueueTest extends EmbeddedQueueContract {
  @TempDir Path folder;

  @Override
  EmbeddedAdapters open(SettableClock clock) {
    return EmbeddedAdapters.onDisk(folder, clock);
  }
}
