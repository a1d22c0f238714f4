package dev.fairlead.core.agenda;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds operations by name ignoring case; of two with the same name the first counts. */
final class OperationNames {
  private final Map<String, Integer> indexes = new HashMap<>();
  private int count;

  OperationNames(Collection<String> names) {
    names.forEach(this::add);
  }

  /** Adds the name of the next index; gives the index of the earlier one if it was taken. */
  Optional<Integer> add(String name) {
    return Optional.ofNullable(indexes.putIfAbsent(fold(name), count++));
  }

  Optional<Integer> find(String name) {
    return Optional.ofNullable(indexes.get(fold(name)));
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
