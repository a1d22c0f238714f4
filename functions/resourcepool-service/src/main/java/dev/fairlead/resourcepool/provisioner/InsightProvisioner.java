package dev.fairlead.resourcepool.provisioner;

import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.QueueProvisioner;
import dev.fairlead.core.provisioning.Move;
import dev.fairlead.core.provisioning.Provisioning;
import dev.fairlead.core.provisioning.Provisioning.Facts;
import dev.fairlead.core.provisioning.QueueRecord;
import dev.fairlead.store.InsightQueue;
import dev.fairlead.store.Insights;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Lines;
import dev.fairlead.store.QueueRows;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The insight provisioner: has a queue made for each insight, read while the insight dispatches,
 * and removed when the insight is gone. The default insight has the queue that is always there.
 *
 * <p>What is to be is written down before it is asked for, so that whoever dies between the two
 * leaves nothing that the next turn does not find. Permits are led to a queue only once it is read,
 * and away from it a turn before it is read no longer.
 *
 * <p>Cost of a turn for n insights where nothing changes: 2 read units and 1 more per 40 insights
 * and 1 an insight; of a step, up to 3 write units and 3 requests.
 */
public final class InsightProvisioner {
  /** Insights that one turn changes or asks about; whoever provides queues takes a few a second. */
  static final int MAX_STEPS = 25;

  private static final int TURN_SECONDS = 60;

  private final ItemStore items;
  private final Insights insights;
  private final Lines lines;
  private final QueueRows rows;
  private final QueueProvisioner queues;
  private final InstantSource clock;

  public InsightProvisioner(Ports ports, QueueProvisioner queues, InstantSource clock) {
    this.items = ports.items();
    this.insights = new Insights(items, clock);
    this.lines = new Lines(items);
    this.rows = new QueueRows(items);
    this.queues = queues;
    this.clock = clock;
  }

  /**
   * One step for each insight, up to {@link #MAX_STEPS} that change anything. What fails for one
   * insight keeps no other from its step.
   *
   * @throws RuntimeException the first failure, with the others, once all had their steps
   */
  public void turn() {
    // Read before the insights: whatever has a row and is not among them is gone, and not to come.
    Map<String, QueueRecord> known = rows.all();
    Set<String> there =
        insights.current().stream()
            .map(Insight::id)
            .filter(id -> !Insight.isDefault(id))
            .collect(Collectors.toSet());
    Instant now = clock.instant();
    var failures = new ArrayList<RuntimeException>();
    int steps = 0;
    for (String id : inTurn(known.keySet(), there, now)) {
      if (steps == MAX_STEPS) {
        break;
      }
      try {
        if (step(id, Optional.ofNullable(known.get(id)), there.contains(id), now)) {
          steps++;
        }
      } catch (RuntimeException failure) {
        steps++;
        failures.add(failure);
      }
    }
    if (!failures.isEmpty()) {
      RuntimeException first = failures.removeFirst();
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  /** Each minute others come first, so that those that take for ever keep nobody from theirs. */
  private static List<String> inTurn(Set<String> known, Set<String> there, Instant now) {
    var ids = new TreeSet<>(known);
    ids.addAll(there);
    var inTurn = new ArrayList<>(ids);
    if (!inTurn.isEmpty()) {
      long passed = now.getEpochSecond() / TURN_SECONDS * MAX_STEPS;
      Collections.rotate(inTurn, -Math.floorMod(passed, inTurn.size()));
    }
    return inTurn;
  }

  /** Whether anything was changed or asked. */
  private boolean step(String id, Optional<QueueRecord> known, boolean isThere, Instant now) {
    String queue = InsightQueue.nameOf(id);
    Ledger ledger = lines.ledger(id);
    Move move =
        known
            .map(record ->
                Provisioning.decide(
                    record,
                    new Facts(
                        isThere,
                        ledger.lastDispatch(),
                        record.phase().settled().orElseGet(() -> queues.find(queue)),
                        now)))
            .orElseGet(() -> Provisioning.begin(id, ledger.lastDispatch(), now));
    boolean isAsleep = known.equals(move.next()) && isSettled(move, ledger);
    if (!isAsleep && isWritten(known, move) && isRouted(move, ledger)) {
      ask(move.ask(), queue);
    }
    return !isAsleep;
  }

  private static boolean isSettled(Move move, Ledger ledger) {
    return move.next()
        .filter(record -> record.phase().settled().isPresent())
        .filter(record -> record.takesPermits() == ledger.hasQueue())
        .isPresent();
  }

  private boolean isWritten(Optional<QueueRecord> known, Move move) {
    return known.equals(move.next())
        || move.next().map(rows::put).orElseGet(() -> rows.forget(known.orElseThrow()));
  }

  /**
   * Whether permits go where they shall. If not, this turn leads them there and asks for nothing:
   * who sent some elsewhere just now shall have them read. Where the scheduler has a turn at the
   * same time nothing is written, and our next turn tries again.
   */
  private boolean isRouted(Move move, Ledger ledger) {
    boolean toOwnQueue = move.next().filter(QueueRecord::takesPermits).isPresent();
    if (toOwnQueue == ledger.hasQueue()) {
      return true;
    }
    items.write(ledger.routed(toOwnQueue).write());
    return false;
  }

  private void ask(Move.Ask what, String queue) {
    switch (what) {
      case NOTHING -> {}
      case REST -> queues.provide(queue, false);
      case READ -> queues.provide(queue, true);
      case REMOVE -> queues.remove(queue);
    }
  }
}
