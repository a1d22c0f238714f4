package dev.fairlead.core.imports;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes operation names of whatever other systems call their tasks. The same names in the same
 * order always come out the same, each different from the others in more than case, and a name that
 * can stay does. Cost: linear, in expectation.
 */
final class OperationNaming {
  private static final int MAX_NAME = 256;
  private static final String NAMELESS = "task";

  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> lastNumbers = new HashMap<>();

  private OperationNaming() {}

  /** A name for each of these. */
  static List<String> names(List<String> wanted) {
    var naming = new OperationNaming();
    // Two rounds, so that a name that has to change never takes one that could stay.
    var kept = wanted.stream().map(name -> clean(name).equals(name) && naming.take(name)).toList();
    var names = new String[wanted.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = kept.get(i) ? wanted.get(i) : naming.numbered(clean(wanted.get(i)));
    }
    return List.of(names);
  }

  private boolean take(String name) {
    return taken.add(name.toLowerCase(Locale.ROOT));
  }

  private String numbered(String name) {
    if (take(name)) {
      return name;
    }
    while (true) {
      int number = lastNumbers.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum) + 1;
      var suffix = "-" + number;
      var candidate = cut(name, MAX_NAME - suffix.length()) + suffix;
      if (take(candidate)) {
        return candidate;
      }
    }
  }

  private static String clean(String name) {
    var harmless = new StringBuilder(name.length());
    name.codePoints()
        .forEach(point -> harmless.appendCodePoint(Character.isISOControl(point) ? '_' : point));
    var cut = cut(harmless.toString().strip(), MAX_NAME);
    return cut.isEmpty() ? NAMELESS : cut;
  }

  private static String cut(String name, int length) {
    if (name.length() <= length) {
      return name;
    }
    int end = Character.isHighSurrogate(name.charAt(length - 1)) ? length - 1 : length;
    return name.substring(0, end).strip();
  }
}
