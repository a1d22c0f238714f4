package dev.fairlead.embedded;

import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets that are gone with the process. */
final class MemorySecretStore implements SecretStore {
  private record Place(String owner, SecretName name) {}

  private final Map<Place, SecretValue> values = new ConcurrentHashMap<>();

  @Override
  public void put(String owner, SecretName name, SecretValue value) {
    values.put(new Place(owner, name), value);
  }

  @Override
  public Optional<SecretValue> find(String owner, SecretName name) {
    return Optional.ofNullable(values.get(new Place(owner, name)));
  }

  @Override
  public void delete(String owner, SecretName name) {
    values.remove(new Place(owner, name));
  }
}
