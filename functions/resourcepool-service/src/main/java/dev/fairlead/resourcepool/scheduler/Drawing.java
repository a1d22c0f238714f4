package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Demand;
import dev.fairlead.core.quota.Draw;
import dev.fairlead.core.quota.PoolTree;
import dev.fairlead.core.quota.Wishes;
import dev.fairlead.core.quota.Wishes.Wish;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Membership;
import dev.fairlead.store.PoolRow;
import dev.fairlead.store.PoolStake;
import dev.fairlead.store.PoolStake.Block;
import dev.fairlead.store.WakeUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an insight draws of its pool's capacity, and gives back, in one turn: decided here and
 * written by the turn's transaction, into the pool's row and the insight's ledger at once.
 *
 * <p>While nobody else waits for the pool, its row is left alone as long as what the insight has
 * drawn suffices, and what is idle goes back no sooner than {@link #KEPT_IDLE} after the last move;
 * so one insight writes the row once for what it lacks, at most once a turn, and every {@link
 * #KEPT_IDLE} at most for what it doesn't need. While somebody waits, each turn goes by the tree.
 *
 * <p>Cost of a turn: 1 read unit per 4 KB of the row where the pool has a capacity, and 2 write
 * units per KB if something moves; nothing in a pool without one.
 */
final class Drawing {
  /** How long what is idle is kept that nobody else waits for. */
  static final Duration KEPT_IDLE = Duration.ofSeconds(10);

  /** Insights that are woken at a time; those behind them are when these have had theirs. */
  private static final int MOST_WOKEN = 10;

  private final Membership membership;
  private final String insight;
  private final PoolRow row;
  private final PoolTree before;
  private final Draw drawn;
  private final boolean wasForGrowth;
  private final Optional<Instant> movedAt;
  private final Instant now;
  private final Ledger ledger;
  private PoolTree tree;
  private boolean isForGrowth;
  private boolean isRefused;
  private boolean isAsked;

  private Drawing(Membership membership, Ledger ledger, PoolRow row, Instant now) {
    Optional<Block> block = ledger.stake().block();
    this.membership = membership;
    this.ledger = ledger;
    this.insight = ledger.insight();
    this.row = row;
    this.before = membership.tree(row);
    this.drawn = before.draw(insight);
    this.tree = before;
    this.wasForGrowth = drawn.isWaiting() && block.filter(Block::isForGrowth).isPresent();
    this.isForGrowth = wasForGrowth;
    this.movedAt = block.map(Block::at);
    this.now = now;
  }

  /** Of an insight; empty if its pool has no capacity. */
  static Optional<Drawing> of(
      Optional<Membership> membership, Ledger ledger, ItemStore items, Instant now) {
    return membership.map(
        member -> new Drawing(member, ledger, PoolRow.read(items, member.pool()), now));
  }

  /**
   * How many of those that would be admitted may be.
   *
   * @param hasNeeds whether agendas that were admitted want more
   */
  int admit(Wishes wishes, boolean hasNeeds) {
    if (wasForGrowth && hasNeeds) {
      // Who waits keeps its place: what was admitted has it, until it is served.
      return 0;
    }
    isForGrowth = false;
    if (!isToMove(wishes)) {
      return wishes.wishes().size();
    }
    tree = before.turn(insight, wishes.demand(), row.version() + 1);
    return wishes.covered(before, insight, tree.draw(insight));
  }

  private boolean isToMove(Wishes wishes) {
    boolean isEnough = wishes.covered(before, insight, drawn) == wishes.wishes().size();
    return drawn.isWaiting()
        || !isEnough
        || !before.covers(insight, wishes.held())
        || othersWait()
        || (isIdle(wishes) && isDue());
  }

  private boolean othersWait() {
    return before.waiting().stream().anyMatch(other -> !other.equals(insight));
  }

  private boolean isIdle(Wishes wishes) {
    return !drawn.granted().fits(before.keepable(insight, wishes.used()));
  }

  private boolean isDue() {
    return movedAt.filter(at -> !now.isBefore(at) && now.isBefore(at.plus(KEPT_IDLE))).isEmpty();
  }

  /**
   * How much more an agenda that was admitted may have.
   *
   * @param held before
   * @param brief how much of that is held by short work
   * @param first what it has to have, or nothing
   * @param most what it could have, as far as the insight goes
   */
  Amounts grow(Amounts held, Amounts brief, Amounts first, Amounts most, boolean isBrief) {
    Draw current = tree.draw(insight);
    if (isRefused || (current.isWaiting() && !isForGrowth)) {
      return Amounts.NONE;
    }
    isAsked = true;
    var whole = new Wishes(held, brief, List.of(new Wish(most, isBrief)));
    if (!othersWait() && whole.covered(before, insight, current) == 1) {
      return most;
    }
    Amounts lasting = held.without(brief);
    var demand = new Demand(held, lasting, first, isBrief, most.without(first));
    PoolTree next = tree.turn(insight, demand, row.version() + 1);
    Draw draw = next.draw(insight);
    isRefused = draw.isWaiting();
    Amounts some =
        isRefused ? Amounts.NONE : before.atMost(insight, draw, held, lasting, most, isBrief);
    if (!isRefused && !some.covers(first)) {
      // It never can: what is drawn is as it was.
      return Amounts.NONE;
    }
    tree = next;
    isForGrowth = isRefused;
    return some;
  }

  /** Nobody may want any more what was waited for: it waits for nothing then. */
  void grown(Amounts held, Amounts brief) {
    if (wasForGrowth && !isAsked) {
      tree = before.turn(insight, Demand.of(held, held.without(brief)), row.version() + 1);
      isForGrowth = false;
    }
  }

  /** Another one for the same turn, as if this one had not been asked. */
  Drawing anew() {
    return new Drawing(membership, ledger, row, now);
  }

  /** Whether an agenda is over before anybody would miss what it borrowed. */
  boolean isBrief(Estimate estimate) {
    return membership.isBrief(estimate);
  }

  /** Whether anything moves. */
  boolean moves() {
    return !tree.draw(insight).equals(drawn);
  }

  /** What belongs into the turn's transaction. */
  List<Write> writes() {
    return moves() ? List.of(row.next(tree.draws()).write()) : List.of();
  }

  /**
   * What the ledger is to say.
   *
   * @param brief how much short work holds then
   */
  PoolStake stake(Amounts brief) {
    var block =
        new Block(
            membership.pool(),
            tree.draw(insight),
            isForGrowth,
            moves() ? now : movedAt.orElse(now));
    return new PoolStake(brief, Optional.of(block));
  }

  /**
   * Once it is written: wakes those that may have more, or those that may have something to spare.
   * If it is lost, the minute's tick does.
   */
  void wake(MessageQueue queues) {
    if (!moves()) {
      return;
    }
    List<MessageQueue.Outgoing> messages =
        tree.woken(insight, drawn).stream()
            .limit(MOST_WOKEN)
            .map(other ->
                MessageQueue.Outgoing.inGroup(
                    WakeUp.of(other).message(),
                    other,
                    membership.pool() + "-" + (row.version() + 1) + "-" + other))
            .toList();
    if (!messages.isEmpty()) {
      queues.send(QueueSpec.WAKE.queueName(), messages);
    }
  }

  /** What an insight has of a pool to which it does not belong any more, given back. */
  static List<Write> leave(Block block, String insight, ItemStore items) {
    PoolRow row = PoolRow.read(items, block.pool());
    var draws = new TreeMap<>(row.draws());
    return draws.remove(insight) == null ? List.of() : List.of(row.next(draws).write());
  }
}
