package dev.fairlead.bench.faults;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.OperationState;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Journal;
import dev.fairlead.store.RunRow;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Holds the journal of an agenda that is over against what its document must lead to. */
final class History {
  private final AgendaRows rows;
  private final Journal journal;
  private final OperationHistory operations;
  private final InventoryLedger inventories;
  private final Witness witness;
  private final boolean losses;
  private final Map<Feature, Integer> features = new EnumMap<>(Feature.class);

  /**
   * A check of one run's agendas.
   *
   * @param real the ports without anything that goes wrong
   * @param losses whether what runs elsewhere could get lost
   */
  History(Ports real, Effects effects, Witness witness, boolean losses) {
    this.rows = new AgendaRows(real.items(), real.blobs());
    this.journal = new Journal(real.items(), real.blobs());
    this.operations = new OperationHistory(real, effects, this::expect);
    this.inventories = new InventoryLedger(real, this::expect, this::seen);
    this.witness = witness;
    this.losses = losses;
  }

  /**
   * What was said to an agenda.
   *
   * @param triedToCancel whether a cancel was sent, whatever became of it
   * @param toldCancelled whether who sent it was told that it is cancelled
   * @param toldPaused whether who paused it was told that it is
   */
  record Said(boolean triedToCancel, boolean toldCancelled, boolean toldPaused) {}

  /** How often the journals that were checked show something. */
  Map<Feature, Integer> features() {
    return features;
  }

  void seen(Feature feature) {
    features.merge(feature, 1, Integer::sum);
  }

  /** Checks an agenda that is over, and those that did its operations. */
  void check(AgendaHeader header, PlannedAgenda plan, Said said) {
    try {
      checkAll(header, plan, said);
    } catch (RuntimeException unreadable) {
      witness.problem("the history of " + header.key() + " can't be read: " + unreadable);
    }
  }

  /** Checks what is in inventories, once every agenda that had one was checked. */
  void checkInventories() {
    inventories.check();
  }

  private void checkAll(AgendaHeader header, PlannedAgenda plan, Said said) {
    AgendaKey agenda = header.key();
    List<Change> changes =
        journal.entries(agenda, 0, Integer.MAX_VALUE).stream()
            .flatMap(entry -> entry.changes().stream())
            .toList();
    var course =
        new Course(
            plan, header.addedAt(), what -> witness.problem(agenda + ": " + what), this::seen);
    changes.forEach(course::follow);
    plan.inventory().ifPresent(_ -> inventories.take(agenda, plan, changes));
    expect(course.ends() == 1, () -> agenda + " has " + course.ends() + " terminal events");
    Optional<RunRow> row = rows.run(agenda);
    AgendaRun run = journal.load(agenda, plan.operations().keySet());
    expect(run.state() == AgendaState.COMPLETE, () -> agenda + " is " + run.state());
    expect(
        row.filter(found -> found.state() == AgendaState.COMPLETE)
            .map(RunRow::outcome)
            .equals(Optional.of(run.outcome())),
        () -> agenda + " is over in the journal as " + run.outcome() + ", outside as " + row);
    if (run.state() != AgendaState.COMPLETE) {
      run.operations().values().stream()
          .filter(operation -> operation.state() != OperationState.COMPLETE)
          .forEach(operation ->
              witness.problem(agenda + "/" + operation.name() + " is " + operation.state()));
      return;
    }
    var interpreter = new Interpreter(plan, losses, said.triedToCancel());
    AgendaOutcome outcome = run.outcome().orElseThrow();
    expect(
        outcome != AgendaOutcome.SUCCEEDED || interpreter.maySucceed(),
        () -> agenda + " succeeded and could not");
    checkSaid(agenda, said, course, outcome);
    expect(
        run.operations().keySet().equals(Set.copyOf(course.operations())),
        () -> agenda + " has " + run.operations().keySet() + ", not " + course.operations());
    Map<String, PlannedOperation> all = plan.everything();
    for (String name : course.operations()) {
      operations.check(agenda, all, name, run, course, interpreter);
      if (PlannedAgenda.required(all, name).isChild()) {
        checkChildren(agenda, PlannedAgenda.required(all, name), run, course);
      }
    }
  }

  /** What its customer was told has become true. */
  private void checkSaid(AgendaKey agenda, Said said, Course course, AgendaOutcome outcome) {
    expect(
        !said.toldCancelled()
            || outcome == AgendaOutcome.CANCELLED
            || outcome == AgendaOutcome.TIMED_OUT,
        () -> agenda + " was cancelled, its customer was told, and it ended " + outcome);
    expect(
        outcome != AgendaOutcome.CANCELLED || said.triedToCancel(),
        () -> agenda + " ended cancelled, and nobody had asked for it");
    expect(
        !said.toldPaused() || course.pauses() > 0,
        () -> agenda + " was never paused, though its customer was told");
  }

  /** Every attempt had one agenda at most, which is over, and came to what was told of it. */
  private void checkChildren(
      AgendaKey agenda, PlannedOperation planned, AgendaRun run, Course course) {
    for (var child : operations.children(agenda, run.operation(planned.name()))) {
      String who =
          "the agenda of attempt " + child.attempt() + " of " + agenda + "/" + planned.name();
      boolean cut = course.wasCut(planned.name(), child.attempt());
      if (child.header().isEmpty()) {
        expect(cut, () -> who + " was never submitted");
        continue;
      }
      PlannedAgenda plan = planned.extra().child().orElseThrow();
      check(child.header().get(), cut ? plan.cancelled() : plan, new Said(cut, false, false));
      Optional<AgendaOutcome> outcome = child.row().flatMap(RunRow::outcome);
      operations.checkOutcome(child, run.operation(planned.name()), cut);
      if (outcome.equals(Optional.of(AgendaOutcome.CANCELLED))) {
        seen(Feature.CHILD_CANCELLED);
      } else {
        seen(
            outcome.equals(Optional.of(AgendaOutcome.SUCCEEDED))
                ? Feature.CHILD
                : Feature.CHILD_FAILED);
      }
      child
          .header()
          .flatMap(AgendaHeader::parent)
          .filter(parent -> parent.depth() > 1)
          .ifPresent(_ -> seen(Feature.CHILD_IN_CHILD));
    }
  }

  private void expect(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      witness.problem(otherwise.get());
    }
  }
}
