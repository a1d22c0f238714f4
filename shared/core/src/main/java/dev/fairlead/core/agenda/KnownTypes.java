package dev.fairlead.core.agenda;

import java.util.Set;

/**
 * The operation types that an environment can run.
 *
 * @param names all of them
 * @param withoutSecrets those whose work is done where no secret may go
 */
public record KnownTypes(Set<String> names, Set<String> withoutSecrets) {
  public KnownTypes {
    names = Set.copyOf(names);
    withoutSecrets = Set.copyOf(withoutSecrets);
  }

  /** Types that all take secrets. */
  public static KnownTypes of(Set<String> names) {
    return new KnownTypes(names, Set.of());
  }

  boolean takesSecrets(String type) {
    return !withoutSecrets.contains(type);
  }
}
