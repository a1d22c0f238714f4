package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Ports;
import dev.fairlead.store.AccountRow;
import dev.fairlead.store.GiveBack;
import dev.fairlead.store.Grants;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Need;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Turns in which admitted agendas give back of their grants, or get more: each one transaction, as
 * {@link Growing} makes it up. Cost of one with g agendas: 2g + 2 write units for notes and ledger,
 * 2g for grants that are raised, and the accounts.
 */
final class Giving {
  private final Terms terms;
  private final Field field;
  private final Standings standings;
  private final Grants grants;
  private final ItemStore items;
  private final MessageQueue queues;

  Giving(Terms terms, Field field, Standings standings, Grants grants, Ports ports) {
    this.terms = terms;
    this.field = field;
    this.standings = standings;
    this.grants = grants;
    this.items = ports.items();
    this.queues = ports.queues();
  }

  /** Takes back what they don't use: whether anything was written or tried. */
  boolean takeBack(Ledger ledger, Optional<Drawing> drawing, List<GiveBack> given) {
    return grow(ledger, drawing, growing -> given.forEach(growing::take));
  }

  /** Gives them more, as far as there is any: whether anything was written or tried. */
  boolean give(Ledger ledger, Optional<Drawing> drawing, List<Need> wanted) {
    return !wanted.isEmpty()
        && grow(
            ledger,
            drawing,
            growing -> {
              wanted.forEach(growing::give);
              growing.end();
            });
  }

  private boolean grow(Ledger ledger, Optional<Drawing> drawing, Consumer<Growing> how) {
    var growing = new Growing(terms, ledger, field, standings, grants, drawing);
    how.accept(growing);
    if (growing.isNothing()) {
      return false;
    }
    List<AccountRow> rows = growing.rows();
    if (items.transact(growing.writes(rows)).isWritten()) {
      field.wrote(rows.stream().map(AccountRow::written).toList());
      drawing.ifPresent(pool -> pool.wake(queues));
      if (!growing.raised().isEmpty()) {
        queues.send(
            QueueSpec.ALARMS.queueName(),
            growing.raised().stream()
                .map(agenda -> MessageQueue.Outgoing.of(agenda.toString()))
                .toList());
      }
    } else {
      field.forgetAll();
    }
    return true;
  }
}
