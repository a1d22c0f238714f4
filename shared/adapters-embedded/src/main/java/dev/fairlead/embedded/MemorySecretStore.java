package dev.fairlead.embedded;

import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets that are gone with the process. */
final class MemorySecretStore implements SecretStore {
  private record Place(String owner, SecretName name) {}

  private record Stored(SecretValue value, PastSecrets before) {}

  private final Map<Place, Stored> values = new ConcurrentHashMap<>();
  private final InstantSource clock;

  MemorySecretStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void put(String owner, SecretName name, SecretValue value) {
    values.merge(
        new Place(owner, name),
        new Stored(value, PastSecrets.NONE),
        (old, _) -> new Stored(value, old.before().with(old.value(), clock.instant())));
  }

  @Override
  public Optional<SecretValue> find(String owner, SecretName name) {
    return Optional.ofNullable(values.get(new Place(owner, name))).map(Stored::value);
  }

  @Override
  public List<SecretValue> history(String owner, SecretName name, Instant since) {
    return Optional.ofNullable(values.get(new Place(owner, name)))
        .map(stored -> stored.before().since(since, stored.value()))
        .orElse(List.of());
  }

  @Override
  public void delete(String owner, SecretName name) {
    values.remove(new Place(owner, name));
  }
}
