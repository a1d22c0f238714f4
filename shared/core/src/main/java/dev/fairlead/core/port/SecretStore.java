package dev.fairlead.core.port;

import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import java.util.Optional;

/**
 * The values of secrets, one customer's apart from another's. Kept so that only what may read them
 * can; which names there are is kept elsewhere.
 *
 * <p>Every method may throw {@link PortException}, which never tells a value.
 */
public interface SecretStore {
  /**
   * Sets a value; an older one is replaced.
   *
   * @param owner the customer whose secret it is
   */
  void put(String owner, SecretName name, SecretValue value);

  /** The value as it was set last. */
  Optional<SecretValue> find(String owner, SecretName name);

  /** Removes it; removing what is not there does nothing. */
  void delete(String owner, SecretName name);
}
