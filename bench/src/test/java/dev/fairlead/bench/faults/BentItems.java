package dev.fairlead.bench.faults;

import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import java.util.List;
import java.util.Optional;

/** A store with a bug in it; as it is, it has none. */
abstract class BentItems implements ItemStore {
  private final ItemStore good;

  BentItems(ItemStore good) {
    this.good = good;
  }

  /** Makes the bug of a good store. */
  interface Bug {
    ItemStore in(ItemStore good);
  }

  static Sabotage sabotage(Bug bug) {
    return new Sabotage() {
      @Override
      public Ports ports(Ports ports) {
        return new Ports(bug.in(ports.items()), ports.queues(), ports.blobs(), ports.secrets());
      }
    };
  }

  @Override
  public Optional<Item> read(Key key) {
    return good.read(key);
  }

  @Override
  public WriteOutcome write(Write write) {
    return good.write(write);
  }

  @Override
  public WriteOutcome transact(List<Write> writes) {
    return good.transact(writes);
  }

  @Override
  public Page query(Query query) {
    return good.query(query);
  }
}
