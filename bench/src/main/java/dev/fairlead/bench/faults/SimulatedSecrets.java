package dev.fairlead.bench.faults;

import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store of secrets that goes wrong when the turbulence says so. Setting and deleting is no
 * agenda's business, and never does.
 */
record SimulatedSecrets(Turbulence turbulence, SecretStore real, Witness witness)
    implements SecretStore {
  @Override
  public void put(String owner, SecretName name, SecretValue value) {
    real.put(owner, name, value);
  }

  @Override
  public Optional<SecretValue> find(String owner, SecretName name) {
    witness.touches(owner);
    return turbulence.call(
        PortCall.SECRET_FIND, () -> owner + " " + name, _ -> real.find(owner, name));
  }

  @Override
  public List<SecretValue> history(String owner, SecretName name, Instant since) {
    witness.touches(owner);
    return turbulence.call(
        PortCall.SECRET_FIND, () -> owner + " " + name, _ -> real.history(owner, name, since));
  }

  @Override
  public void delete(String owner, SecretName name) {
    real.delete(owner, name);
  }
}
