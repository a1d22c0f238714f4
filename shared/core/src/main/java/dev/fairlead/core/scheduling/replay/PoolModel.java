package dev.fairlead.core.scheduling.replay;

import dev.fairlead.core.quota.Demand;
import dev.fairlead.core.quota.Draw;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.quota.PoolTree;
import dev.fairlead.core.quota.Wishes;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Waiting;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Modelled insights that share what their pool has: one has its turn, and then whomever that
 * concerns, as production wakes them. Not for more than one thread.
 *
 * <p>Unlike there, what is idle goes back at once, and an agenda never has more than its floor.
 */
public final class PoolModel {
  /** Agendas in one turn where the pool is limited, as in production: who waits asks for few. */
  private static final int MOST_PICKS = 16;

  private final Map<String, Seat> seats = new TreeMap<>();
  private PoolTree tree;
  private long turns;

  private record Seat(InsightModel model, PoolMember member) {}

  /** What goes on in its insights. */
  public interface Hall {
    /** How many agendas the queue of an insight takes at the moment. */
    int room(String insight);

    void started(String insight, Pick pick);
  }

  /**
   * One whose insights have so much of it.
   *
   * @param turns how many turns it has had
   */
  public PoolModel(PoolTree tree, long turns) {
    this.tree = tree;
    this.turns = turns;
  }

  /** Of insights that share nothing that is limited. */
  public static PoolModel unlimited() {
    return new PoolModel(new PoolTree(Limits.NONE, new TreeMap<>(), new TreeMap<>()), 0);
  }

  boolean isLimited() {
    return !tree.capacity().isNone();
  }

  /**
   * Lets an insight in.
   *
   * @param limits what its agendas may hold together, but for what the pool could never give
   * @param isBrief what surely is over within the pool's reclaim time
   */
  public InsightModel enter(
      String insight,
      Algorithm algorithm,
      Policy policy,
      Limits limits,
      Predicate<Waiting> isBrief) {
    var member = new PoolMember(this, insight, isBrief);
    var model = new InsightModel(algorithm, policy, limits.min(tree.most(insight)), member, true);
    if (seats.putIfAbsent(insight, new Seat(model, member)) != null) {
      throw new IllegalStateException(insight + " is there already");
    }
    return model;
  }

  /** Of an insight: an agenda that runs since before it was let in. */
  public void running(String insight, Waiting agenda) {
    seat(insight).member().started(agenda);
  }

  /** Of an insight: as {@link InsightModel#ended}. */
  public void ended(String insight, Pick pick, Instant dispatchedAt, double actual) {
    Seat seat = seat(insight);
    seat.model().ended(pick, dispatchedAt, actual);
    seat.member().ended(pick.waiting());
  }

  /** Gives these their turn, and then whomever that concerns, until all rest. */
  public void turn(Collection<String> first, Instant now, Hall hall) {
    var next = new LinkedHashSet<>(first);
    while (!next.isEmpty()) {
      String insight = next.removeFirst();
      Draw before = tree.draw(insight);
      List<Pick> picks = turn(insight, now, hall);
      picks.forEach(pick -> hall.started(insight, pick));
      tree.woken(insight, before).stream().filter(this::isMoved).forEach(next::add);
      if (!picks.isEmpty()) {
        next.add(insight);
      }
    }
  }

  /** Whether a turn would change anything, now that others had theirs: most can be spared. */
  private boolean isMoved(String insight) {
    Seat seat = seats.get(insight);
    if (seat == null) {
      return false;
    }
    Draw draw = tree.draw(insight);
    return draw.isWaiting()
        ? tree.granted().plus(draw.wanted()).fits(tree.capacity())
        : !seat.model().held().covers(draw.granted());
  }

  /** Whether an insight waits for something of the pool. */
  public boolean isWaiting(String insight) {
    return tree.draw(insight).isWaiting();
  }

  private List<Pick> turn(String insight, Instant now, Hall hall) {
    Seat seat = seat(insight);
    int room = hall.room(insight);
    if (room > 0) {
      return seat.model().turn(now, isLimited() ? Math.min(MOST_PICKS, room) : room);
    }
    draw(insight, seat.member().rest(seat.model().held()));
    return List.of();
  }

  /** How many of the first of them an insight may admit by what it then has. */
  int draw(String insight, Wishes wishes) {
    draw(insight, wishes.demand());
    return wishes.covered(tree, insight, tree.draw(insight));
  }

  private void draw(String insight, Demand demand) {
    tree = tree.turn(insight, demand, ++turns);
  }

  private Seat seat(String insight) {
    Seat seat = seats.get(insight);
    if (seat == null) {
      throw new IllegalStateException("no insight " + insight);
    }
    return seat;
  }
}
