package dev.fairlead.core.scheduling;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** The contenders of one lane as a contest goes on, by their order and by age. */
final class Lane {
  /** Stands for an agenda that was not read. */
  private static final AgendaKey UNREAD =
      new AgendaKey(new CustomerId("unread"), new AgendaId("0".repeat(26)));

  private final int level;
  private final Field field;
  private final Algorithm algorithm;
  private final Policy policy;
  private final int[] byAge;

  private final PriorityQueue<Contender> inOrder =
      new PriorityQueue<>(
          Comparator.comparingDouble(Contender::order).thenComparingInt(Contender::head));

  /** Those of whom all that was read is picked, the one whose last was oldest first. */
  private final PriorityQueue<Contender> dry =
      new PriorityQueue<>(Comparator.comparingInt(Contender::head));

  private final Optional<Beyond> beyond;
  private double virtualTime;
  private int oldest;

  /** Its place among lanes as it is until the lane changes. */
  private boolean isFresh;

  private boolean hasAny;
  private double laneOrder;
  private Instant oldestPossible = Instant.EPOCH;

  /** Of those in order: the sum of their weights, and of weight times start tag. */
  private double weights;

  private double weightedTags;

  Lane(
      int level,
      double virtualTime,
      List<Contender> contenders,
      Optional<Beyond> beyond,
      Field field,
      Algorithm algorithm,
      Policy policy) {
    this.level = level;
    this.virtualTime = virtualTime;
    this.field = field;
    this.algorithm = algorithm;
    this.policy = policy;
    this.beyond = beyond;
    this.byAge = contenders.stream().flatMapToInt(each -> Arrays.stream(each.heads())).toArray();
    Arrays.sort(byAge);
    contenders.forEach(this::enter);
  }

  int level() {
    return level;
  }

  double virtualTime() {
    return virtualTime;
  }

  /** Who is next in this lane, of those that were read. */
  Optional<Contender> first() {
    for (Contender top = inOrder.peek(); top != null; top = inOrder.peek()) {
      if (top.share().isExhausted()) {
        leave();
        continue;
      }
      // Virtual time moves on, and takes those with it that lag behind it: their order grew.
      if (orderOf(top) == top.order()) {
        return Optional.of(top);
      }
      leave();
      enter(top);
    }
    return Optional.empty();
  }

  /**
   * By how many slot-seconds it is behind the others of its lane: weight times the distance from
   * the mean of their start tags, each counted by its weight.
   */
  double lag(Contender contender) {
    return contender.share().weight() * (weightedTags / weights - contender.startTag());
  }

  boolean hasAny() {
    refresh();
    return hasAny;
  }

  /** A customer left: it may have been the lane's first or oldest. */
  void changed() {
    isFresh = false;
  }

  private void refresh() {
    if (!isFresh) {
      isFresh = true;
      hasAny = beyond.isPresent() || first().isPresent();
      oldestPossible = algorithm.hasLanes() ? oldestPossible() : ageOfFirst();
      laneOrder = algorithm.hasLanes() ? algorithm.laneOrder(level, oldestPossible, policy) : 0;
    }
  }

  /**
   * Where the algorithm has no lanes there are several only as long as agendas wait that came under
   * another one: of those that are first in theirs, the oldest goes.
   */
  private Instant ageOfFirst() {
    return first().map(first -> field.waiting(first.head()).addedAt()).orElse(Instant.MAX);
  }

  /** Whether an account that was not read may come before all that were. */
  boolean mayComeBefore(Contender first) {
    return beyond.filter(unread -> isBefore(unread, first)).isPresent();
  }

  private boolean isBefore(Beyond unread, Contender first) {
    if (algorithm.candidates() == Candidates.OLDEST) {
      var oldestOfIt = new Waiting(UNREAD, level, unread.addedAt(), Amounts.NONE, 0);
      return algorithm.order(virtualTime, oldestOfIt, policy) < first.order();
    }
    double tag =
        first.isEntered() ? unread.finishTag() : FairTags.startTag(virtualTime, unread.finishTag());
    return tag < first.startTag();
  }

  /** When the oldest agenda that was read and can be admitted was added. */
  private Optional<Instant> oldestRead() {
    while (oldest < byAge.length && !isThere(byAge[oldest])) {
      oldest++;
    }
    return oldest < byAge.length
        ? Optional.of(field.waiting(byAge[oldest]).addedAt())
        : Optional.empty();
  }

  private boolean isThere(int rank) {
    return field.isPresent(rank) && !field.contender(rank).share().isExhausted();
  }

  /** Nothing that was not read is older than this. */
  private Optional<Instant> oldestUnread() {
    while (!dry.isEmpty() && dry.element().share().isExhausted()) {
      dry.remove();
    }
    Optional<Instant> unread = beyond.map(Beyond::addedAt);
    if (dry.isEmpty()) {
      return unread;
    }
    Instant last = field.waiting(dry.element().head()).addedAt();
    return unread.filter(other -> other.isBefore(last)).or(() -> Optional.of(last));
  }

  /** Whether what was not read may hold the lane's oldest agenda, by which it has its place. */
  boolean mayBeOlder() {
    Optional<Instant> read = oldestRead();
    return oldestUnread()
        .filter(unread -> read.isEmpty() || unread.isBefore(read.get()))
        .isPresent();
  }

  /** The oldest agenda that the lane has or may have. */
  private Instant oldestPossible() {
    Optional<Instant> unread = oldestUnread();
    return oldestRead()
        .filter(read -> unread.isEmpty() || !unread.get().isBefore(read))
        .or(() -> unread)
        .orElse(Instant.EPOCH);
  }

  /** Whether this lane goes before the other; of two alike, the one with the older agenda. */
  boolean isBefore(Lane other) {
    refresh();
    other.refresh();
    if (laneOrder != other.laneOrder) {
      return laneOrder < other.laneOrder;
    }
    int byOldest = oldestPossible.compareTo(other.oldestPossible);
    return byOldest != 0 ? byOldest < 0 : level > other.level;
  }

  /** The first was picked. */
  void served(double startTag, double finishTag) {
    isFresh = false;
    Contender first = leave();
    virtualTime = Math.max(virtualTime, startTag);
    first.served(finishTag);
    if (first.goesOn()) {
      enter(first);
      if (!first.hasHead()) {
        dry.add(first);
      }
    }
  }

  private void enter(Contender contender) {
    double startTag = contender.startTagAt(virtualTime);
    contender.place(startTag, orderOf(contender));
    inOrder.add(contender);
    weights += contender.share().weight();
    weightedTags += contender.share().weight() * startTag;
  }

  private Contender leave() {
    Contender first = inOrder.remove();
    weights -= first.share().weight();
    weightedTags -= first.share().weight() * first.startTag();
    return first;
  }

  private double orderOf(Contender contender) {
    Waiting head = field.waiting(contender.head());
    return algorithm.order(
        contender.startTagAt(virtualTime),
        // What was not read is no older than the last that was, and may be as short as can be.
        contender.hasHead()
            ? head
            : new Waiting(head.agenda(), level, head.addedAt(), head.floor(), 0),
        policy);
  }
}
