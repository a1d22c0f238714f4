package dev.fairlead.bench.metering;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.catalog.TableSpec.IndexSpec;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An item store that counts what is written under each partition key, of tables and of indexes.
 * Refused writes count. For one thread.
 */
public final class KeyWrites implements ItemStore {
  private final ItemStore real;
  private final Map<String, Count> counts = new HashMap<>();

  public KeyWrites(ItemStore real) {
    this.real = real;
  }

  /**
   * Under one key.
   *
   * @param key its table or index, and the value
   * @param units the same, twice what a transaction wrote; of items up to a KiB
   */
  public record Count(String key, long writes, long units) {
    private Count plus(Count more) {
      return new Count(key, writes + more.writes, units + more.units);
    }
  }

  /** The key with the most units, if anything was written. */
  public Optional<Count> hottest() {
    return counts.values().stream().max((one, other) -> Long.compare(one.units(), other.units()));
  }

  /** Begins anew. */
  public void forget() {
    counts.clear();
  }

  @Override
  public WriteOutcome write(Write write) {
    count(write, 1);
    return real.write(write);
  }

  @Override
  public WriteOutcome transact(List<Write> writes) {
    writes.forEach(write -> count(write, 2));
    return real.transact(writes);
  }

  private void count(Write write, int units) {
    String table = write.key().table();
    add(table + " " + write.key().partition(), units);
    List<IndexSpec> indexes =
        Arrays.stream(TableSpec.values())
            .filter(spec -> spec.tableName().equals(table))
            .flatMap(spec -> spec.indexes().stream())
            .toList();
    if (indexes.isEmpty() || write instanceof Write.Check) {
      return;
    }
    Optional<Item> before = real.read(write.key());
    Optional<Item> after =
        write instanceof Write.Put put ? Optional.of(put.item()) : Optional.empty();
    for (IndexSpec index : indexes) {
      List<String> left = place(index, before);
      List<String> entered = place(index, after);
      Stream<List<String>> places =
          left.equals(entered) ? Stream.of(left) : Stream.of(left, entered);
      places
          .filter(place -> place.size() == 2)
          .forEach(place -> add(table + "." + index.name() + " " + place.getFirst(), units));
    }
  }

  /** Partition and sort key there; not both if it is not in the index. */
  private static List<String> place(IndexSpec index, Optional<Item> item) {
    return Stream.of(index.partitionAttribute(), index.sortAttribute())
        .flatMap(name -> item.flatMap(it -> it.text(name)).stream())
        .toList();
  }

  private void add(String key, int units) {
    counts.merge(key, new Count(key, 1, units), Count::plus);
  }

  @Override
  public Optional<Item> read(Key key) {
    return real.read(key);
  }

  @Override
  public Page query(Query query) {
    return real.query(query);
  }
}
