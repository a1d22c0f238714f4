package dev.fairlead.resourcepool.scheduler;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.endpoint.PartialBatchException;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.store.Gates;
import dev.fairlead.store.Insights;
import dev.fairlead.store.WakeUp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The scheduler function: takes turns for an insight until nothing is left to do. A turn reads a
 * bounded snapshot, decides (pure), and writes what comes of it in one transaction under the
 * insight's ledger, so that of two schedulers at once one writes nothing.
 */
public final class Scheduler {
  /**
   * Turns of one invocation. What is left is seen to with the next: whatever was dispatched is
   * claimed, and whatever is to be settled ended, and each of these wakes the scheduler.
   */
  static final int MAX_TURNS = 20;

  private final Ports ports;
  private final Insights insights;
  private final Gates gates;
  private final Standings standings;
  private final Members members;
  private final InstantSource clock;

  /** A scheduler. */
  public Scheduler(Ports ports, InstantSource clock) {
    this.ports = ports;
    this.insights = new Insights(ports.items(), clock);
    this.gates = new Gates(ports.items(), clock);
    this.members = new Members(ports.items(), insights, gates);
    this.standings = new Standings(ports.items(), clock);
    this.clock = clock;
  }

  /**
   * Wake-ups; those of an insight are seen to together.
   *
   * @throws PartialBatchException naming the messages of insights whose turns failed
   */
  public Set<String> wake(List<QueueMessage> messages) {
    Map<String, List<QueueMessage>> byInsight = new LinkedHashMap<>();
    for (QueueMessage message : messages) {
      String insight = WakeUp.parse(message.body()).insight();
      byInsight.computeIfAbsent(insight, _ -> new ArrayList<>()).add(message);
    }
    Set<String> failed = new LinkedHashSet<>();
    List<RuntimeException> failures = new ArrayList<>();
    byInsight.forEach((id, woken) -> {
      try {
        wake(id, woken);
      } catch (RuntimeException failure) {
        woken.forEach(message -> failed.add(message.messageId()));
        failures.add(failure);
      }
    });
    if (!failed.isEmpty()) {
      var partial = new PartialBatchException(failed);
      failures.forEach(partial::addSuppressed);
      throw partial;
    }
    return Set.of();
  }

  private void wake(String id, List<QueueMessage> messages) {
    List<AccountKey> woken =
        messages.stream().flatMap(each -> WakeUp.parse(each.body()).account().stream()).toList();
    if (messages.stream().anyMatch(each -> WakeUp.parse(each.body()).isOfKin())) {
      kin(id);
    }
    // As it is now: what an operator has just limited is not dispatched by what was true before.
    insights.findNow(id).ifPresent(insight -> schedule(id, turns(insight, terms(insight), woken)));
  }

  /**
   * The backup for wake-ups that were lost: looks at every insight, at who was forgotten, and at
   * who was set aside. What fails for one insight keeps no other from its turns.
   *
   * @throws RuntimeException the first failure, with the others, once all had their turns
   */
  public void tick() {
    var failures = new ArrayList<RuntimeException>();
    for (Insight insight : insights.current()) {
      attempt(() -> tick(insight), failures);
    }
    attempt(() -> members.gone().forEach(this::leave), failures);
    if (!failures.isEmpty()) {
      RuntimeException first = failures.removeFirst();
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  private static void attempt(Runnable turns, List<RuntimeException> failures) {
    try {
      turns.run();
    } catch (RuntimeException failure) {
      failures.add(failure);
    }
  }

  /** Of an insight that is no more. */
  private void leave(Terms gone) {
    schedule(new Turns(gone, standings, ports, clock, List.of())::take);
  }

  private void tick(Insight insight) {
    Terms terms = terms(insight);
    var woken = new Misfits(terms, standings, ports.items()).putBack();
    var turns = turns(insight, terms, woken);
    turns.recallForgotten();
    kin(insight.id());
    schedule(insight.id(), turns);
  }

  private Terms terms(Insight insight) {
    return members.in(insight, Terms.of(insight));
  }

  private Turns turns(Insight insight, Terms terms, Collection<AccountKey> woken) {
    boolean isOpen = gates.isOpen(insight);
    return new Turns(isOpen ? terms : terms.held(), standings, ports, clock, woken);
  }

  /** Before all others, and whether or not anything else may be dispatched. */
  private void kin(String insight) {
    schedule(new KinTurns(insight, ports, clock)::take);
  }

  /** All its turns; while its line is gone through, another invocation goes on. */
  private void schedule(String insight, Turns turns) {
    schedule(turns::take);
    turns
        .callingSince()
        .ifPresent(epoch ->
            ports
                .queues()
                .send(
                    QueueSpec.WAKE.queueName(),
                    List.of(
                        MessageQueue.Outgoing.inGroup(
                            WakeUp.of(insight).message(),
                            insight,
                            "roll-" + insight + "-" + epoch))));
  }

  private static void schedule(BooleanSupplier turn) {
    for (int turns = 0; turns < MAX_TURNS; turns++) {
      if (!turn.getAsBoolean()) {
        return;
      }
    }
  }
}
