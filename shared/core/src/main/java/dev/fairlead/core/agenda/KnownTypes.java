package dev.fairlead.core.agenda;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The operation types that somebody's agendas may have: those that are built in, and those that
 * operators registered for them.
 *
 * @param names those that are built in; what was meant by an unknown one is looked for among them
 * @param isRegistered whether there is a handler of that name, which is none of those; it may have
 *     to be read, so of each document each name is asked about once
 * @param isWithoutSecrets whether a type's work is done where no secret may go
 */
public record KnownTypes(
    Set<String> names, Predicate<String> isRegistered, Predicate<String> isWithoutSecrets) {
  /**
   * Names that a document may ask about in vain; one that has more is refused anyway, and of the
   * others it is not found out whether they are registered.
   */
  static final int MAX_IN_VAIN = 100;

  /** What an operator may call a type: what an id of a handler may be. */
  private static final Pattern REGISTRABLE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public KnownTypes {
    names = Set.copyOf(names);
  }

  /** Types of which none is registered. */
  public KnownTypes(Set<String> names, Set<String> withoutSecrets) {
    this(names, _ -> false, Set.copyOf(withoutSecrets)::contains);
  }

  /** Types that all take secrets, of which none is registered. */
  public static KnownTypes of(Set<String> names) {
    return new KnownTypes(names, Set.of());
  }

  /** Whether operators may register a type of that name, unless it is built in. */
  public static boolean isRegistrable(String name) {
    return REGISTRABLE.matcher(name).matches();
  }

  /** The same, and all that may have been registered when it was looked for. */
  public KnownTypes everRegistered() {
    return new KnownTypes(names, _ -> true, isWithoutSecrets);
  }

  /** The same, where every type takes secrets, or none does. */
  KnownTypes takingSecrets(boolean takesSecrets) {
    return new KnownTypes(names, isRegistered, _ -> !takesSecrets);
  }

  /** The same for one document, so that it asks about each name once. */
  KnownTypes askedOnce() {
    var there = new HashSet<String>();
    var inVain = new HashSet<String>();
    return new KnownTypes(
        names,
        name -> {
          if (there.contains(name) || inVain.contains(name) || inVain.size() >= MAX_IN_VAIN) {
            return there.contains(name);
          }
          boolean isThere = isRegistered.test(name);
          (isThere ? there : inVain).add(name);
          return isThere;
        },
        isWithoutSecrets);
  }

  boolean contains(String type) {
    return names.contains(type) || (isRegistrable(type) && isRegistered.test(type));
  }

  boolean takesSecrets(String type) {
    return !isWithoutSecrets.test(type);
  }
}
