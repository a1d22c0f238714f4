package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.core.claim.Claim;
import dev.fairlead.core.claim.Claim.Answer;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.core.scheduling.AgendaScheduler;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.core.scheduling.Snapshot.Waiting;
import dev.fairlead.core.scheduling.fifo.FifoScheduler;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Lines.Insight;
import dev.fairlead.store.Lines.InsightClaim;
import dev.fairlead.store.Permits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The scheduler function: takes the insight's claim, reads a bounded snapshot, decides (pure),
 * dispatches under the claim's epoch, sends permits.
 *
 * <p>Never scans the backlog: reads at most {@code room + }{@value #SPARE} entries. Cost of a turn
 * that dispatches n agendas: 3 queries and reads, 2 writes for the claim, transactions of 4n + 2
 * write units per {@value #PER_TRANSACTION}, n ÷ 10 requests. A turn with nothing to do: 1 read, 2
 * queries.
 */
public final class Scheduler {
  /** Stale entries of the index that a snapshot can hold without crowding out the fresh. */
  static final int SPARE = 50;

  /** Agendas in one transaction: 2 items each and the claim, of at most 100. */
  static final int PER_TRANSACTION = 40;

  /** Turns of one invocation; each claim of a dispatched agenda wakes the scheduler again. */
  static final int MAX_TURNS = 20;

  /** How long a scheduler that vanished holds its insight up. */
  static final Duration CLAIM_LENGTH = Duration.ofSeconds(30);

  private final ItemStore items;
  private final Lines lines;
  private final Permits permits;
  private final AgendaScheduler algorithm;
  private final InstantSource clock;
  private final Supplier<String> holders;

  /**
   * A scheduler.
   *
   * @param holders names who takes the claims, anew for each wake-up or tick: its own claim a
   *     holder may take again at once, so no two that run at the same time may share a name. A name
   *     made at start-up would be shared by all that a snapshot is restored to
   */
  Scheduler(
      ItemStore items,
      Lines lines,
      Permits permits,
      AgendaScheduler algorithm,
      InstantSource clock,
      Supplier<String> holders) {
    this.items = items;
    this.lines = lines;
    this.permits = permits;
    this.algorithm = algorithm;
    this.clock = clock;
    this.holders = holders;
  }

  /** A scheduler that goes by age. */
  public static Scheduler fifo(Ports ports, InstantSource clock, Supplier<String> holders) {
    return new Scheduler(
        ports.items(),
        new Lines(ports.items()),
        new Permits(ports.queues()),
        new FifoScheduler(),
        clock,
        holders);
  }

  /** A wake-up; the body is the insight's id. */
  public void wake(QueueMessage message) {
    String holder = holders.get();
    Lines.insight(message.body()).ifPresent(insight -> schedule(insight, holder));
  }

  /** The backup for lost wake-ups: looks at every insight. */
  public void tick() {
    String holder = holders.get();
    Lines.insights().forEach(insight -> schedule(insight, holder));
  }

  /** Dispatches what there is room for; again while others came in meanwhile. */
  private void schedule(Insight insight, String holder) {
    int turns = 0;
    while (turns < MAX_TURNS && turn(insight, holder)) {
      turns++;
    }
  }

  /** One turn: whether it dispatched anything. */
  private boolean turn(Insight insight, String holder) {
    // The claim is read before the snapshot and taken on condition that it still is as it was read:
    // had another scheduler dispatched in between, the room that was seen would be gone.
    InsightClaim old = lines.claim(insight.id());
    Snapshot snapshot = snapshot(insight);
    if (algorithm.decide(snapshot).isEmpty()) {
      return false;
    }
    return switch (old.claim().acquire(holder, clock.instant(), CLAIM_LENGTH)) {
      case Answer.Refused _ -> false;
      case Answer.Granted(Claim granted) -> {
        InsightClaim claim = old.with(granted);
        yield items.write(Lines.replace(old, claim)).isWritten() && dispatch(claim, snapshot) > 0;
      }
    };
  }

  private Snapshot snapshot(Insight insight) {
    int queued = lines.dispatched(insight.id(), Math.min(1000, insight.queueSize() + 1)).size();
    int room = Math.max(0, insight.queueSize() - queued);
    int candidates = Math.min(Snapshot.MAX_CANDIDATES, room + SPARE);
    return new Snapshot(room, room == 0 ? List.of() : lines.oldest(insight.id(), candidates));
  }

  /** How many were dispatched before the claim was lost or no more could be. */
  private int dispatch(InsightClaim granted, Snapshot seen) {
    InsightClaim claim = granted;
    Snapshot left = seen;
    int dispatched = 0;
    for (List<Waiting> chunk = next(left); !chunk.isEmpty(); chunk = next(left)) {
      switch (items.transact(Lines.dispatch(claim, chunk, clock.instant()))) {
        case WriteOutcome.Written _ -> {
          claim = claim.dispatched(chunk.size());
          dispatched += chunk.size();
          left = without(left, chunk, left.room() - chunk.size());
          permits.send(claim.insight(), chunk.size());
        }
        case WriteOutcome.Refused(int index, _) when index == 0 -> {
          return dispatched;
        }
        case WriteOutcome.Refused(int index, _) ->
            // The index showed an agenda that no longer waits: decide again without it.
            left = without(left, List.of(chunk.get((index - 1) / 2)), left.room());
      }
    }
    items.write(Lines.replace(claim, claim.with(claim.claim().released())));
    return dispatched;
  }

  /** Those that go next, as many as fit in a transaction. */
  private List<Waiting> next(Snapshot snapshot) {
    Map<AgendaKey, Waiting> byKey =
        snapshot.waiting().stream()
            .collect(Collectors.toMap(Waiting::agenda, Function.identity(), (one, _) -> one));
    return algorithm.decide(snapshot).stream().limit(PER_TRANSACTION).map(byKey::get).toList();
  }

  private static Snapshot without(Snapshot snapshot, List<Waiting> gone, int room) {
    var set = Set.copyOf(gone);
    return new Snapshot(
        room, snapshot.waiting().stream().filter(waiting -> !set.contains(waiting)).toList());
  }
}
