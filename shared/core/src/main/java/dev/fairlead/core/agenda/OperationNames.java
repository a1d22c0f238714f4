package dev.fairlead.core.agenda;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds operations by name ignoring case; of two with the same name the first counts. */
final class OperationNames {
  private final Map<String, Integer> indexes = new HashMap<>();

  /** As they are spelled: most are asked for just so, and folding costs more than finding. */
  private final Map<String, Integer> spelled = new HashMap<>();

  private int count;

  OperationNames(Collection<String> names) {
    names.forEach(this::add);
  }

  /** Adds the name of the next index; gives the index of the earlier one if it was taken. */
  Optional<Integer> add(String name) {
    var first = indexes.putIfAbsent(fold(name), count);
    spelled.putIfAbsent(name, first == null ? count : first);
    count++;
    return Optional.ofNullable(first);
  }

  Optional<Integer> find(String name) {
    var index = spelled.get(name);
    return Optional.ofNullable(index == null ? indexes.get(fold(name)) : index);
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
