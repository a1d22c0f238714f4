package dev.fairlead.resourcepool.provisioner;

import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells before each call whether it is a write. */
record WatchedItems(ItemStore items, Consumer<Boolean> before) implements ItemStore {
  @Override
  public Optional<Item> read(Key key) {
    before.accept(false);
    return items.read(key);
  }

  @Override
  public WriteOutcome write(Write write) {
    before.accept(true);
    return items.write(write);
  }

  @Override
  public WriteOutcome transact(List<Write> writes) {
    before.accept(true);
    return items.transact(writes);
  }

  @Override
  public Page query(Query query) {
    before.accept(false);
    return items.query(query);
  }
}
