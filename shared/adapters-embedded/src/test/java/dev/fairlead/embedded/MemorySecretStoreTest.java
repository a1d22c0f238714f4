package dev.fairlead.embedded;

import dev.fairlead.core.port.SecretStore;
import dev.fairlead.testkit.contracts.SecretStoreContract;

final class MemorySecretStoreTest extends SecretStoreContract {
  private final SecretStore secrets = new MemorySecretStore();

  @Override
  protected SecretStore secrets() {
    return secrets;
  }
}
