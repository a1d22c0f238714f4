package dev.fairlead.bench.metering;

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

/** An item store that counts what its calls would cost; refused writes cost as much. */
record MeteredItems(ItemStore real, Meter meter) implements ItemStore {
  @Override
  public Optional<Item> read(Key key) {
    Optional<Item> found = real.read(key);
    meter.read(EmbeddedAdapters.readUnits(found.stream().toList(), true));
    return found;
  }

  @Override
  public WriteOutcome write(Write write) {
    meter.wrote(EmbeddedAdapters.writeUnits(write, real::read));
    return real.write(write);
  }

  @Override
  public WriteOutcome transact(List<Write> writes) {
    meter.wrote(EmbeddedAdapters.writeUnits(writes, real::read));
    return real.transact(writes);
  }

  @Override
  public Page query(Query query) {
    Page page = real.query(query);
    meter.read(EmbeddedAdapters.readUnits(page.items(), query.index().isEmpty()));
    return page;
  }
}
