package dev.fairlead.core.port;

import dev.fairlead.core.secret.Redaction;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The values of secrets, one customer's apart from another's. Kept so that only what may read them
 * can; which names there are is kept elsewhere.
 *
 * <p>Every method may throw {@link PortException}, which never tells a value.
 */
public interface SecretStore {
  /** How many values that were replaced a store keeps at the least. */
  int REPLACED_KEPT = 20;

  /** The clock by which a secret is set is not that by which an attempt is launched. */
  Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  /**
   * Sets a value; an older one is replaced.
   *
   * @param owner the customer whose secret it is
   */
  void put(String owner, SecretName name, SecretValue value);

  /** The value as it was set last. */
  Optional<SecretValue> find(String owner, SecretName name);

  /**
   * The values that it has and had at some time from {@code since} on, the last one first, each
   * once: what was given an older one may still say that. {@value #REPLACED_KEPT} that were
   * replaced are kept at the least.
   *
   * @return empty where there is none, or it was deleted
   */
  List<SecretValue> history(String owner, SecretName name, Instant since);

  /**
   * Keeps secrets out of what an attempt says. Cost: as of {@link #history} for each of them.
   *
   * @param names those that it was given
   * @param since when it was launched; what was replaced long before, it never had
   */
  default Redaction redaction(String owner, Collection<SecretName> names, Instant since) {
    return names.isEmpty()
        ? Redaction.NONE
        : Redaction.of(
            names.stream()
                .distinct()
                .flatMap(name -> history(owner, name, since.minus(CLOCKS_DIFFER)).stream())
                .toList());
  }

  /** Removes it, and what it was before; removing what is not there does nothing. */
  void delete(String owner, SecretName name);
}
