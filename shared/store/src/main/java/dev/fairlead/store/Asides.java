package dev.fairlead.store;

import dev.fairlead.core.port.ItemStore;
import java.util.List;

/**
 * Agendas that were accepted when there might be enough for them, and that limits have been lowered
 * for since: an insight's scheduler takes them out of the way of those behind them, and puts them
 * back as old as they are once they fit. They are always in one of both lines; their run rows name
 * the place that they came to, from which {@link Lines#where} finds the other.
 */
public final class Asides {
  private final ItemStore items;

  public Asides(ItemStore items) {
    this.items = items;
  }

  /**
   * Moves a waiting agenda to another line of its insight. Cost: 8 write units.
   *
   * @return false if it was dispatched, cancelled or bound anew meanwhile, and nothing was done
   */
  public boolean move(InLine entry, Place.Line line) {
    return items.transact(List.of(entry.take(), Lines.enter(entry.in(line)))).isWritten();
  }
}
