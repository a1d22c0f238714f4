package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Lines;
import dev.fairlead.store.PoolStake;
import dev.fairlead.store.PoolStake.Block;
import dev.fairlead.store.Roll;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The turns of one invocation for one insight, each of them one transaction under its ledger. The
 * ledger tells whom the insight's accounts find ({@link Roll}): who isn't found by the terms as
 * they are now is called, by turns with {@link Admitting}. A turn with nothing to do writes
 * nothing.
 *
 * <p>Cost of a turn: 1 read of the ledger, and what {@link Admitting} or {@link Rollcall} costs.
 */
final class Turns {
  private final Standings standings;
  private final Ports ports;
  private final ItemStore items;
  private final Lines lines;
  private final InstantSource clock;
  private final Collection<AccountKey> woken;
  private Terms terms;
  private Admitting admitting;
  private boolean recalls;
  private boolean hasCalled;
  private OptionalLong calling = OptionalLong.empty();

  Turns(
      Terms terms,
      Standings standings,
      Ports ports,
      InstantSource clock,
      Collection<AccountKey> woken) {
    this.terms = terms;
    this.standings = standings;
    this.ports = ports;
    this.items = ports.items();
    this.lines = new Lines(items);
    this.clock = clock;
    this.woken = List.copyOf(woken);
    this.admitting = new Admitting(terms, standings, ports, clock, woken);
  }

  /** Has this invocation look at those whose wake-up was lost, too. */
  void recallForgotten() {
    recalls = true;
    admitting.recallForgotten();
  }

  /** One turn: whether another may find something to do. */
  boolean take() {
    // Read before all else: the turn counts only if nobody wrote another since.
    Ledger ledger = lines.ledger(terms.insight());
    adapt(ledger.roll());
    try {
      return take(ledger);
    } catch (IllegalArgumentException mixed) {
      // Of what was read or remembered some is from before another's turn, and some from after it.
      boolean wasMoved = lines.ledger(terms.insight()).epoch() != ledger.epoch();
      if (!admitting.forgetAll() && !wasMoved) {
        throw mixed;
      }
      return true;
    }
  }

  /** The ledger tells whether accounts are kept for limits that customers have of their own. */
  private void adapt(Roll roll) {
    if (roll.isForCustomers() != terms.isForCustomers()) {
      terms = terms.forCustomers(roll.isForCustomers());
      admitting = new Admitting(terms, standings, ports, clock, woken);
      if (recalls) {
        admitting.recallForgotten();
      }
    }
  }

  private boolean take(Ledger read) {
    Ledger ledger = read.with(read.roll().by(terms.lookup()));
    Optional<Block> left = ledger.stake().block().filter(terms::isElsewhere);
    if (left.isPresent()) {
      return leave(ledger, left.get());
    }
    boolean isCalling = !ledger.roll().isComplete();
    calling = isCalling ? OptionalLong.of(ledger.epoch()) : OptionalLong.empty();
    if (isCalling && !hasCalled) {
      hasCalled = true;
      admitting.call(ledger);
      return true;
    }
    // By turns: while many are called, those that were are dispatched.
    hasCalled = false;
    boolean isLineRead = ledger.roll().equals(Roll.NONE) && !read.roll().equals(Roll.NONE);
    if (isLineRead) {
      // Whoever comes while none are kept is in no account: it must be known once they are again.
      items.transact(List.of(ledger.on(Roll.NONE).write()));
      return true;
    }
    if (isLimitedNoMore(ledger)) {
      items.transact(List.of(ledger.on(ledger.roll().forCustomers(false)).write()));
      return true;
    }
    return admitting.take(ledger) || isCalling;
  }

  /** Nobody is limited any more, or nobody is there: the tick has the insight pay for none. */
  private boolean isLimitedNoMore(Ledger ledger) {
    return recalls
        && ledger.roll().isForCustomers()
        && (standings.limited().isEmpty()
            || (ledger.held().isZero() && lines.oldest(terms.insight(), 1).isEmpty()));
  }

  /** The epoch in which the line was not gone through to its end: another invocation goes on. */
  OptionalLong callingSince() {
    return calling;
  }

  /** The insight does not belong any more to the pool that it has something of. */
  private boolean leave(Ledger ledger, Block block) {
    var writes = new ArrayList<Write>();
    var stake = new PoolStake(ledger.stake().brief(), Optional.empty());
    writes.add(ledger.holding(ledger.held()).with(stake).write());
    writes.addAll(Drawing.leave(block, terms.insight(), items));
    items.transact(writes);
    return true;
  }
}
