package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.PlannedAgenda.Node;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.OperationOutcome;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.OperationState;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Journal;
import dev.fairlead.store.Outputs;
import dev.fairlead.store.RunRow;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds the journal of an agenda that is over against what its document must lead to. */
final class History {
  private final AgendaRows rows;
  private final Journal journal;
  private final Outputs outputs;
  private final Effects effects;
  private final Witness witness;

  /**
   * @param real the ports without anything that goes wrong
   */
  History(Ports real, Effects effects, Witness witness) {
    this.rows = new AgendaRows(real.items(), real.blobs());
    this.journal = new Journal(real.items(), real.blobs());
    this.outputs = new Outputs(real.blobs());
    this.effects = effects;
    this.witness = witness;
  }

  void check(AgendaKey agenda, PlannedAgenda plan) {
    try {
      checkAll(agenda, plan);
    } catch (RuntimeException unreadable) {
      witness.problem("the history of " + agenda + " can't be read: " + unreadable);
    }
  }

  private void checkAll(AgendaKey agenda, PlannedAgenda plan) {
    Optional<RunRow> row = rows.run(agenda);
    AgendaRun run = journal.load(agenda, plan.nodes().keySet());
    List<Change> changes =
        journal.entries(agenda, 0, Integer.MAX_VALUE).stream()
            .flatMap(entry -> entry.changes().stream())
            .toList();
    long ends = changes.stream().filter(Change.AgendaEnded.class::isInstance).count();
    expect(ends == 1, agenda + " has " + ends + " terminal events");
    expect(run.state() == AgendaState.COMPLETE, agenda + " is " + run.state());
    expect(
        row.filter(found -> found.state() == AgendaState.COMPLETE)
            .map(RunRow::outcome)
            .equals(Optional.of(run.outcome())),
        agenda + " is over in the journal as " + run.outcome() + ", outside as " + row);
    if (run.state() != AgendaState.COMPLETE) {
      return;
    }
    AgendaOutcome wanted = plan.mustSucceed() ? AgendaOutcome.SUCCEEDED : AgendaOutcome.FAILED;
    expect(run.outcome().equals(Optional.of(wanted)), agenda + " ended " + run.outcome());
    checkOrder(agenda, plan, changes);
    plan.nodes().values().forEach(node -> checkOperation(agenda, plan, node, run));
    expect(
        plan.mustSucceed()
            || plan.nodes().values().stream().anyMatch(node -> failedForGood(node, run)),
        agenda + " failed, but nothing in it that had to");
  }

  private static boolean failedForGood(Node node, AgendaRun run) {
    return node.failsForGood()
        && run.operation(node.name()).outcome().equals(Optional.of(OperationOutcome.FAILED));
  }

  /** Launches come after the ends of all that the operation waits for; one end an operation. */
  private void checkOrder(AgendaKey agenda, PlannedAgenda plan, List<Change> changes) {
    Set<String> succeeded = new HashSet<>();
    Set<String> over = new HashSet<>();
    for (Change change : changes) {
      switch (change) {
        case Change.OperationLaunched launched ->
            expect(
                succeeded.containsAll(plan.node(launched.operation()).dependencies()),
                agenda + " launched " + launched.operation() + " too early");
        case Change.OperationEnded ended -> {
          expect(over.add(ended.operation()), agenda + " committed twice: " + ended.operation());
          if (ended.outcome() == OperationOutcome.SUCCEEDED) {
            succeeded.add(ended.operation());
          }
        }
        case Change.OperationSkipped skipped ->
            expect(over.add(skipped.operation()), agenda + " skipped an ended operation");
        case Change _ -> {}
      }
    }
  }

  private void checkOperation(AgendaKey agenda, PlannedAgenda plan, Node node, AgendaRun run) {
    OperationRun operation = run.operation(node.name());
    String who = agenda + "/" + node.name();
    expect(operation.state() == OperationState.COMPLETE, who + " is " + operation.state());
    if (operation.state() != OperationState.COMPLETE) {
      return;
    }
    checkStarts(new OperationKey(agenda, node.name()), node, operation);
    boolean blocked =
        node.dependencies().stream()
            .map(run::operation)
            .anyMatch(before -> !before.outcome().equals(Optional.of(OperationOutcome.SUCCEEDED)));
    switch (operation.outcome().orElseThrow()) {
      case SUCCEEDED -> {
        expect(!node.failsForGood() && !blocked, who + " succeeded and could not");
        expect(operation.commits() == 1, who + " has " + operation.commits() + " commits");
        Json wanted = plan.expected(node.name(), name -> run.operation(name).attempt());
        Json found = outputs.of(agenda, run, operation).orElseThrow();
        expect(found.equals(wanted), who + " answered " + cut(found) + ", not " + cut(wanted));
      }
      case FAILED -> {
        boolean mayFail =
            node.failsForGood()
                || (!plan.mustSucceed()
                    && operation.attempts().failures() + operation.attempts().lost()
                        < operation.attempt());
        expect(mayFail && !blocked, who + " failed and should not: " + operation.diagnostic());
        expect(operation.commits() == 1, who + " has " + operation.commits() + " commits");
      }
      case SKIPPED -> {
        expect(!plan.mustSucceed(), who + " was skipped");
        expect(operation.commits() == 0, who + " was skipped and committed");
      }
      case CANCELLED, TIMED_OUT -> expect(false, who + " ended " + operation.outcome());
    }
  }

  /** What the journal says of starts is what happened. */
  private void checkStarts(OperationKey key, Node node, OperationRun operation) {
    for (int attempt = 1; attempt <= operation.attempt(); attempt++) {
      int told = operation.attempts().starts().getOrDefault(attempt, 0);
      int real = effects.starts(key, attempt);
      if (node.isProcess()) {
        expect(told == real, key + " " + attempt + " started " + real + " times, told " + told);
        expect(real <= 1, key + " " + attempt + " started " + real + " times");
      } else if (node.isResident()) {
        int wanted = node.unresolvable() ? 0 : 1;
        boolean current = attempt < operation.attempt() || operation.commits() == 1;
        expect(!current || told == wanted, key + " " + attempt + " told " + told + " starts");
      } else if (operation.commits() == 1 && attempt == operation.attempt() && real > 0) {
        // How often a worker began is known by deliveries, which come before the work.
        expect(told >= 1, key + " " + attempt + " started " + real + " times, told " + told);
      }
    }
    int beyond = effects.starts(key, operation.attempt() + 1);
    expect(beyond == 0, key + " started an attempt that the journal does not know");
  }

  private static String cut(Json json) {
    String text = json.toString();
    return text.substring(0, Math.min(200, text.length()));
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      witness.problem(otherwise);
    }
  }
}
