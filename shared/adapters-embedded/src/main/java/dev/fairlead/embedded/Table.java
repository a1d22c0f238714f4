package dev.fairlead.embedded;

import static dev.fairlead.embedded.ItemLimits.exceeded;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.h2.mvstore.MVMap;

/** One table's items, and its indexes, which change with them. */
final class Table {
  private final String name;
  private final MVMap<byte[], byte[]> rows;
  private final Map<String, Index> indexes = new HashMap<>();

  private Table(String name, MVMap<byte[], byte[]> rows) {
    this.name = name;
    this.rows = rows;
  }

  /** Opens the table; an index that is new, or declared otherwise than it was, is built. */
  static Table open(TableSpec spec, Engine engine, StoreNotes notes) {
    var table = new Table(spec.tableName(), engine.map("items." + spec.tableName()));
    for (var declared : spec.indexes()) {
      String indexName = "index." + spec.tableName() + "." + declared.name();
      var index = new Index(declared, engine.map(indexName));
      table.indexes.put(declared.name(), index);
      String declaration = declared.partitionAttribute() + "/" + declared.sortAttribute();
      if (!notes.text(indexName).equals(Optional.of(declaration))) {
        engine.change(() -> {
          index.clear();
          table.rows.forEach((key, bytes) -> index.add(table.item(key, bytes)));
          return notes.put(indexName, declaration);
        });
      }
    }
    return table;
  }

  Optional<Item> find(Key key) {
    byte[] bytes = rows.get(KeyBytes.of(key));
    return bytes == null ? Optional.empty() : Optional.of(ItemCodec.decode(key, bytes));
  }

  /** Refuses an item that an index can't take. */
  void check(Item item) {
    indexes.values().forEach(index -> index.check(item));
  }

  void put(Item item, Optional<Item> before) {
    rows.put(KeyBytes.of(item.key()), ItemCodec.encode(item.attributes()));
    indexes.values().forEach(index -> index.replace(before, Optional.of(item)));
  }

  void delete(Key key, Optional<Item> before) {
    if (before.isPresent()) {
      rows.remove(KeyBytes.of(key));
      indexes.values().forEach(index -> index.replace(before, Optional.empty()));
    }
  }

  /** Refuses a query of an index that is not declared. */
  void check(Query query) {
    query
        .index()
        .filter(index -> !indexes.containsKey(index))
        .ifPresent(index -> {
          throw exceeded("table " + name + " has no index " + index);
        });
  }

  Page page(Query query, Range range) {
    Optional<Index> index = query.index().map(indexes::get);
    return index.isPresent()
        ? page(
            query.limit(),
            range,
            index.get().entries(),
            (entry, _) -> existing(KeyBytes.keyOfEntry(name, entry)))
        : page(query.limit(), range, rows, this::item);
  }

  private static Page page(
      int limit,
      Range range,
      MVMap<byte[], byte[]> entries,
      BiFunction<byte[], byte[], Item> itemAt) {
    var found = range.entries(entries);
    List<Item> items = new ArrayList<>();
    long bytes = 0;
    byte[] last = {};
    while (found.hasNext() && items.size() < limit) {
      var entry = found.next();
      Item item = itemAt.apply(entry.getKey(), entry.getValue());
      bytes += ItemLimits.sizeBytes(item);
      if (bytes > ItemLimits.MAX_PAGE_BYTES) {
        return new Page(items, Optional.of(Range.cursorAt(last)));
      }
      items.add(item);
      last = entry.getKey();
    }
    return new Page(items, found.hasNext() ? Optional.of(Range.cursorAt(last)) : Optional.empty());
  }

  private Item existing(Key key) {
    return find(key).orElseThrow(() -> new IllegalStateException("listed, but not there: " + key));
  }

  private Item item(byte[] key, byte[] bytes) {
    return ItemCodec.decode(KeyBytes.keyOf(name, key), bytes);
  }
}
