package dev.fairlead.bench.faults;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Watches agendas that are bumped: they swap places with another of their customer, so that nobody
 * else waits longer for it. Where the two were as old as each other the other one may stay.
 */
final class Bumps {
  private static final String WAITING = "waiting/";

  private final Consumer<String> problems;
  private final Runnable seen;

  /**
   * @param seen is told of each
   */
  Bumps(Consumer<String> problems, Runnable seen) {
    this.problems = problems;
    this.seen = seen;
  }

  /** Takes in what was written. */
  void applied(List<Write> writes) {
    List<Key> left = places(writes, Write.Delete.class::isInstance);
    List<Key> taken = places(writes, Write.Put.class::isInstance);
    if (left.isEmpty()
        || taken.isEmpty()
        || !left.getFirst().partition().equals(taken.getFirst().partition())) {
      return;
    }
    List<String> before = left.stream().map(Bumps::place).sorted().toList();
    List<String> after = taken.stream().map(Bumps::place).sorted().toList();
    if (!before.equals(after) && !isAMillisecondOlder(before, after)) {
      problems.accept("for the places " + before + " of " + left + " there are now " + after);
    }
    seen.run();
  }

  private static List<Key> places(List<Write> writes, Predicate<Write> which) {
    return writes.stream()
        .filter(which)
        .map(Write::key)
        .filter(key ->
            key.table().equals(TableSpec.LINES.tableName()) && key.partition().startsWith(WAITING))
        // Those that are set aside, and sub-agendas, stand in lines with longer names.
        .filter(key -> key.sort().indexOf('/') == 1)
        .toList();
  }

  /** Lane and age. */
  private static String place(Key key) {
    return key.sort().substring(0, key.sort().lastIndexOf('/'));
  }

  private static boolean isAMillisecondOlder(List<String> before, List<String> after) {
    return before.size() == 1 && after.size() == 1 && age(after) == age(before) - 1;
  }

  private static long age(List<String> places) {
    return Long.parseLong(places.getFirst().substring(2));
  }
}
