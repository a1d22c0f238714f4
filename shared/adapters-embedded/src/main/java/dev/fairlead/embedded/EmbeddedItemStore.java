package dev.fairlead.embedded;

import static dev.fairlead.embedded.ItemLimits.exceeded;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The items of the declared tables. One change at a time, so there are no conflicts and no
 * throttling; index reads are never behind. A table or index that is not declared is refused as a
 * limit overstepped.
 */
final class EmbeddedItemStore implements ItemStore {
  private final Engine engine;
  private final Map<String, Table> tables = new HashMap<>();

  EmbeddedItemStore(Engine engine, StoreNotes notes) {
    this.engine = engine;
    for (TableSpec spec : TableSpec.values()) {
      tables.put(spec.tableName(), Table.open(spec, engine, notes));
    }
  }

  @Override
  public Optional<Item> read(Key key) {
    ItemLimits.check(key);
    Table table = table(key.table());
    return engine.look(() -> table.find(key));
  }

  @Override
  public WriteOutcome write(Write write) {
    if (write instanceof Write.Check) {
      throw exceeded("a check alone writes nothing; it belongs in a transaction");
    }
    return transact(List.of(write));
  }

  @Override
  public WriteOutcome transact(List<Write> writes) {
    ItemLimits.check(writes);
    for (Write write : writes) {
      Table table = table(write.key().table());
      if (write instanceof Write.Put(Item item, _)) {
        table.check(item);
      }
    }
    return engine.change(() -> applyAll(writes));
  }

  private WriteOutcome applyAll(List<Write> writes) {
    List<Optional<Item>> before = new ArrayList<>(writes.size());
    for (Write write : writes) {
      Optional<Item> found = table(write.key().table()).find(write.key());
      if (!Conditions.holds(write.condition(), found)) {
        return new WriteOutcome.Refused(before.size(), found);
      }
      before.add(found);
    }
    for (int i = 0; i < writes.size(); i++) {
      apply(writes.get(i), before.get(i));
    }
    return new WriteOutcome.Written();
  }

  private void apply(Write write, Optional<Item> before) {
    Table table = table(write.key().table());
    switch (write) {
      case Write.Put(Item item, _) -> table.put(item, before);
      case Write.Delete(Key key, _) -> table.delete(key, before);
      case Write.Check _ -> {}
    }
  }

  @Override
  public Page query(Query query) {
    Table table = table(query.table());
    table.check(query);
    Range range = Range.of(query);
    return engine.look(() -> table.page(query, range));
  }

  private Table table(String name) {
    Table table = tables.get(name);
    if (table == null) {
      throw exceeded("no table " + name + " is declared");
    }
    return table;
  }
}
