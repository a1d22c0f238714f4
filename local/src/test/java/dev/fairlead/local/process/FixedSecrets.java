package dev.fairlead.local.process;

import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The secrets of one customer, and how often they can't be read. */
final class FixedSecrets implements SecretStore {
  final AtomicInteger failures = new AtomicInteger();
  private final Map<SecretName, SecretValue> values = new ConcurrentHashMap<>();

  @Override
  public void put(String owner, SecretName name, SecretValue value) {
    values.put(name, value);
  }

  @Override
  public Optional<SecretValue> find(String owner, SecretName name) {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new PortException(Fault.UNAVAILABLE, "not now");
    }
    return Optional.ofNullable(values.get(name)).filter(_ -> owner.equals("acme"));
  }

  @Override
  public List<SecretValue> history(String owner, SecretName name, Instant since) {
    return find(owner, name).stream().toList();
  }

  @Override
  public void delete(String owner, SecretName name) {
    values.remove(name);
  }
}
