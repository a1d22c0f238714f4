package dev.fairlead.bench.fanout;

import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.embedded.EmbeddedAdapters;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** An item store that counts what its writes would cost; refused ones cost as much. */
final class MeteredItems implements ItemStore {
  private final ItemStore real;
  private final AtomicLong writeUnits = new AtomicLong();

  MeteredItems(ItemStore real) {
    this.real = real;
  }

  long writeUnits() {
    return writeUnits.get();
  }

  @Override
  public Optional<Item> read(Key key) {
    return real.read(key);
  }

  @Override
  public WriteOutcome write(Write write) {
    writeUnits.addAndGet(EmbeddedAdapters.writeUnits(write));
    return real.write(write);
  }

  @Override
  public WriteOutcome transact(List<Write> writes) {
    writeUnits.addAndGet(EmbeddedAdapters.writeUnits(writes));
    return real.transact(writes);
  }

  @Override
  public Page query(Query query) {
    return real.query(query);
  }
}
