package dev.fairlead.local;

import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** An item store in which somebody else gets in just before the first transaction. */
final class RacingItems implements ItemStore {
  private final ItemStore real;
  private final Runnable somebodyElse;
  private final AtomicBoolean isIn = new AtomicBoolean();

  RacingItems(ItemStore real, Runnable somebodyElse) {
    this.real = real;
    this.somebodyElse = somebodyElse;
  }

  @Override
  public Optional<Item> read(Key key) {
    return real.read(key);
  }

  @Override
  public WriteOutcome write(Write write) {
    return real.write(write);
  }

  @Override
  public WriteOutcome transact(List<Write> writes) {
    if (isIn.compareAndSet(false, true)) {
      somebodyElse.run();
    }
    return real.transact(writes);
  }

  @Override
  public Page query(Query query) {
    return real.query(query);
  }
}
