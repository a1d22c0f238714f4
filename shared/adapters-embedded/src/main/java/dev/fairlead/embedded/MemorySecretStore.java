package dev.fairlead.embedded;

import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets that are gone with the process. */
final class MemorySecretStore implements SecretStore {
  private record Place(String owner, SecretName name) {}

  /** The last one first. */
  private final Map<Place, List<SecretValue>> values = new ConcurrentHashMap<>();

  @Override
  public void put(String owner, SecretName name, SecretValue value) {
    values.merge(
        new Place(owner, name),
        List.of(value),
        (before, now) -> PastSecrets.first(now.getFirst(), before));
  }

  @Override
  public Optional<SecretValue> find(String owner, SecretName name) {
    return history(owner, name).stream().findFirst();
  }

  @Override
  public List<SecretValue> history(String owner, SecretName name) {
    return values.getOrDefault(new Place(owner, name), List.of());
  }

  @Override
  public void delete(String owner, SecretName name) {
    values.remove(new Place(owner, name));
  }
}
