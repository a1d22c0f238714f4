package dev.fairlead.bench.faults;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Watches agendas that are bumped: they swap places with another of their customer, so that nobody
 * else waits longer for it. Where the two were as old as each other the other one may stay.
 */
final class Bumps {
  private static final String LINES = TableSpec.LINES.tableName();
  private static final String WAITING = "waiting/";

  /** More than ever wait of a customer. */
  private static final int MANY = 200;

  private final ItemStore items;
  private final Consumer<String> problems;
  private final Runnable seen;
  private final Map<String, List<String>> lines = new HashMap<>();

  /**
   * @param items without anything that goes wrong
   * @param seen is told of each
   */
  Bumps(ItemStore items, Consumer<String> problems, Runnable seen) {
    this.items = items;
    this.problems = problems;
    this.seen = seen;
  }

  /** Takes in what was written. */
  void applied(List<Write> writes) {
    Set<String> left = lines(writes, Write.Delete.class::isInstance);
    Set<String> entered = lines(writes, Write.Put.class::isInstance);
    entered.forEach(line -> look(line, left.contains(line)));
    left.stream().filter(line -> !entered.contains(line)).forEach(line -> look(line, false));
  }

  private void look(String line, boolean isBump) {
    List<String> now = places(line);
    List<String> before = lines.put(line, now);
    if (isBump) {
      seen.run();
      if (before != null && !before.equals(now) && !isOneAMillisecondOlder(before, now)) {
        problems.accept("for the places " + before + " in " + line + " there are now " + now);
      }
    }
  }

  /** Lane and age of each that contends, in their order. */
  private List<String> places(String line) {
    return items.query(Query.of(LINES, line, MANY)).items().stream()
        .map(Item::key)
        .filter(Bumps::contends)
        .map(key -> key.sort().substring(0, key.sort().lastIndexOf('/')))
        .toList();
  }

  private static Set<String> lines(List<Write> writes, Predicate<Write> which) {
    return writes.stream()
        .filter(which)
        .map(Write::key)
        .filter(key -> key.table().equals(LINES) && key.partition().startsWith(WAITING))
        .filter(Bumps::contends)
        .map(Key::partition)
        .collect(Collectors.toSet());
  }

  /** Those that are set aside, and sub-agendas, stand in lines with longer names. */
  private static boolean contends(Key key) {
    return key.sort().indexOf('/') == 1;
  }

  private static boolean isOneAMillisecondOlder(List<String> before, List<String> now) {
    var gone = new ArrayList<>(before);
    now.forEach(gone::remove);
    var come = new ArrayList<>(now);
    before.forEach(come::remove);
    return gone.size() == 1 && come.size() == 1 && age(come) == age(gone) - 1;
  }

  private static long age(List<String> places) {
    return Long.parseLong(places.getFirst().substring(2));
  }
}
