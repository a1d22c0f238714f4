package dev.fairlead.embedded;

import dev.fairlead.core.port.SecretStore;
import dev.fairlead.testkit.contracts.SecretStoreContract;
import dev.fairlead.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;

final class MemorySecretStoreTest extends SecretStoreContract {
  private final SettableClock clock = SettableClock.somewhen();
  private final SecretStore secrets = new MemorySecretStore(clock);

  @Override
  protected SecretStore secrets() {
    return secrets;
  }

  @Override
  protected Instant later() {
    clock.advance(Duration.ofSeconds(1));
    Instant later = clock.instant();
    clock.advance(Duration.ofSeconds(1));
    return later;
  }
}
