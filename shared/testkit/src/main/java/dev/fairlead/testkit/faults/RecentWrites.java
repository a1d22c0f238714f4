package dev.fairlead.testkit.faults;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.catalog.TableSpec.IndexSpec;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the last writes replaced, so that an index can be shown as it was before them. */
final class RecentWrites {
  private static final int REMEMBERED = 1000;

  private record Replaced(Key key, Optional<Item> before) {}

  private final Deque<Replaced> newestFirst = new ArrayDeque<>();

  /** Makes the change, one at a time, and remembers what it replaced if it was written. */
  synchronized WriteOutcome record(
      ItemStore real, List<Write> writes, Supplier<WriteOutcome> change) {
    List<Replaced> replaced = new ArrayList<>();
    for (Write write : writes) {
      if (!(write instanceof Write.Check)) {
        replaced.add(new Replaced(write.key(), real.read(write.key())));
      }
    }
    WriteOutcome outcome = change.get();
    if (outcome.isWritten()) {
      replaced.forEach(newestFirst::addFirst);
      while (newestFirst.size() > REMEMBERED) {
        newestFirst.removeLast();
      }
    }
    return outcome;
  }

  /**
   * The page as it was so many writes ago: without what came since, with what went since. Something
   * that would make the page longer than it may be is left out.
   */
  synchronized Page undoIn(Page page, Query query, int writes) {
    Map<Key, Optional<Item>> then = new HashMap<>();
    Iterator<Replaced> newest = newestFirst.iterator();
    for (int i = 0; i < writes && newest.hasNext(); i++) {
      Replaced replaced = newest.next();
      then.put(replaced.key(), replaced.before()); // An older one of the same key wins.
    }
    IndexSpec index = index(query);
    Comparator<Item> ascending =
        Comparator.comparing((Item item) -> item.requireText(index.sortAttribute()))
            .thenComparing(item -> item.key().partition())
            .thenComparing(item -> item.key().sort());
    Comparator<Item> order = query.descending() ? ascending.reversed() : ascending;
    Stream<Item> kept = page.items().stream().filter(item -> !then.containsKey(item.key()));
    Stream<Item> back =
        then.values().stream()
            .flatMap(Optional::stream)
            .filter(item -> isWanted(item, query, index))
            .filter(item -> belongs(item, page, query, order));
    return new Page(
        Stream.concat(kept, back).sorted(order).limit(query.limit()).toList(), page.next());
  }

  private static IndexSpec index(Query query) {
    return Stream.of(TableSpec.values())
        .filter(table -> table.tableName().equals(query.table()))
        .flatMap(table -> table.indexes().stream())
        .filter(index -> query.index().equals(Optional.of(index.name())))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isWanted(Item item, Query query, IndexSpec index) {
    return item.key().table().equals(query.table())
        && item.text(index.partitionAttribute()).equals(Optional.of(query.partition()))
        && item.text(index.sortAttribute())
            .filter(sort -> sort.compareTo(query.from()) >= 0)
            .filter(sort -> query.to().isEmpty() || sort.compareTo(query.to()) < 0)
            .isPresent();
  }

  /** Whether the item's place is on this page, and not on one before or after it. */
  private static boolean belongs(Item item, Page page, Query query, Comparator<Item> order) {
    if (page.items().isEmpty()) {
      return query.after().isEmpty() && page.next().isEmpty();
    }
    boolean notBefore = query.after().isEmpty() || order.compare(page.items().getFirst(), item) < 0;
    boolean notAfter = page.next().isEmpty() || order.compare(item, page.items().getLast()) < 0;
    return notBefore && notAfter;
  }
}
