package dev.fairlead.core.quota;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.LongBinaryOperator;

/**
 * A few numbers by name. Two sorted arrays, for this is added and compared some hundred thousand
 * times a second, most often empty.
 */
final class NamedLongs {
  static final NamedLongs NONE = new NamedLongs(new String[0], new long[0]);

  private final String[] names;
  private final long[] values;

  private NamedLongs(String[] names, long[] values) {
    this.names = names;
    this.values = values;
  }

  static NamedLongs of(SortedMap<String, Long> given) {
    return given.isEmpty()
        ? NONE
        : new NamedLongs(
            given.keySet().toArray(String[]::new),
            given.values().stream().mapToLong(Long::longValue).toArray());
  }

  boolean isEmpty() {
    return names.length == 0;
  }

  long orElse(String name, long absent) {
    int at = Arrays.binarySearch(names, name);
    return at < 0 ? absent : values[at];
  }

  void putInto(Map<String, Long> target) {
    for (int i = 0; i < names.length; i++) {
      target.put(names[i], values[i]);
    }
  }

  /** Whether the numbers are each at most the other's of that name; others have no bound. */
  boolean isWithin(NamedLongs bounds) {
    for (int i = 0; i < names.length; i++) {
      if (values[i] > bounds.orElse(names[i], Long.MAX_VALUE)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Name by name, of both.
   *
   * @param absent what a name stands for that this does not have; a result of that is left out
   * @param otherAbsent what a name stands for that the other does not have
   */
  NamedLongs merge(NamedLongs other, long absent, long otherAbsent, LongBinaryOperator operator) {
    if (isEmpty() && other.isEmpty()) {
      return NONE;
    }
    var merged = new String[names.length + other.names.length];
    var results = new long[merged.length];
    int count = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < names.length || theirs < other.names.length) {
      int order = order(mine, other, theirs);
      String name = order <= 0 ? names[mine] : other.names[theirs];
      long result =
          operator.applyAsLong(
              order <= 0 ? values[mine] : absent, order >= 0 ? other.values[theirs] : otherAbsent);
      mine += order <= 0 ? 1 : 0;
      theirs += order >= 0 ? 1 : 0;
      if (result != absent) {
        merged[count] = name;
        results[count] = result;
        count++;
      }
    }
    return count == 0
        ? NONE
        : new NamedLongs(Arrays.copyOf(merged, count), Arrays.copyOf(results, count));
  }

  private int order(int mine, NamedLongs other, int theirs) {
    if (mine == names.length) {
      return 1;
    }
    return theirs == other.names.length ? -1 : names[mine].compareTo(other.names[theirs]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamedLongs same
        && Arrays.equals(names, same.names)
        && Arrays.equals(values, same.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
  }
}
