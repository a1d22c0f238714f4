package dev.fairlead.bench.faults;

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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds the journal of an agenda that is over against what its document must lead to. */
final class History {
  private final AgendaRows rows;
  private final Journal journal;
  private final Outputs outputs;
  private final Effects effects;
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
    this.outputs = new Outputs(real.blobs());
    this.effects = effects;
    this.witness = witness;
    this.losses = losses;
  }

  /** How often the journals that were checked show something. */
  Map<Feature, Integer> features() {
    return features;
  }

  void check(AgendaKey agenda, PlannedAgenda plan, Signaller signals) {
    try {
      checkAll(agenda, plan, signals);
    } catch (RuntimeException unreadable) {
      witness.problem("the history of " + agenda + " can't be read: " + unreadable);
    }
  }

  private void checkAll(AgendaKey agenda, PlannedAgenda plan, Signaller signals) {
    List<Change> changes =
        journal.entries(agenda, 0, Integer.MAX_VALUE).stream()
            .flatMap(entry -> entry.changes().stream())
            .toList();
    var course =
        new Course(
            plan,
            what -> witness.problem(agenda + ": " + what),
            feature -> features.merge(feature, 1, Integer::sum));
    changes.forEach(course::follow);
    expect(course.ends() == 1, agenda + " has " + course.ends() + " terminal events");
    Optional<RunRow> row = rows.run(agenda);
    AgendaRun run = journal.load(agenda, plan.operations().keySet());
    expect(run.state() == AgendaState.COMPLETE, agenda + " is " + run.state());
    expect(
        row.filter(found -> found.state() == AgendaState.COMPLETE)
            .map(RunRow::outcome)
            .equals(Optional.of(run.outcome())),
        agenda + " is over in the journal as " + run.outcome() + ", outside as " + row);
    if (run.state() != AgendaState.COMPLETE) {
      run.operations().values().stream()
          .filter(operation -> operation.state() != OperationState.COMPLETE)
          .forEach(operation ->
              witness.problem(agenda + "/" + operation.name() + " is " + operation.state()));
      return;
    }
    var interpreter = new Interpreter(plan, losses, signals.triedToCancel());
    AgendaOutcome outcome = run.outcome().orElseThrow();
    expect(
        outcome != AgendaOutcome.SUCCEEDED || interpreter.maySucceed(),
        agenda + " succeeded and could not");
    checkSignals(agenda, signals, course, outcome);
    expect(
        run.operations().keySet().equals(Set.copyOf(course.operations())),
        agenda + " has " + run.operations().keySet() + ", not " + course.operations());
    Map<String, PlannedOperation> all = plan.everything();
    for (String name : course.operations()) {
      PlannedOperation operation = Optional.ofNullable(all.get(name)).orElseThrow();
      checkOperation(agenda, all, operation, run, course, interpreter);
    }
  }

  /** What its customer was told has become true. */
  private void checkSignals(
      AgendaKey agenda, Signaller signals, Course course, AgendaOutcome outcome) {
    expect(
        !signals.toldCancelled()
            || outcome == AgendaOutcome.CANCELLED
            || outcome == AgendaOutcome.TIMED_OUT,
        agenda + " was cancelled, its customer was told, and it ended " + outcome);
    expect(
        outcome != AgendaOutcome.CANCELLED || signals.triedToCancel(),
        agenda + " ended cancelled, and nobody had asked for it");
    expect(
        !signals.toldPaused() || course.pauses() > 0,
        agenda + " was never paused, though its customer was told");
  }

  private void checkOperation(
      AgendaKey agenda,
      Map<String, PlannedOperation> all,
      PlannedOperation planned,
      AgendaRun run,
      Course course,
      Interpreter interpreter) {
    OperationRun operation = run.operation(planned.name());
    String who = agenda + "/" + planned.name();
    expect(operation.state() == OperationState.COMPLETE, who + " is " + operation.state());
    if (operation.state() != OperationState.COMPLETE) {
      return;
    }
    OperationOutcome outcome = operation.outcome().orElseThrow();
    Map<OperationOutcome, String> possible = interpreter.possible(planned.name());
    expect(possible.containsKey(outcome), who + " ended " + outcome + "; possible: " + possible);
    checkStarts(new OperationKey(agenda, planned.name()), planned, operation, course);
    boolean effective =
        outcome != OperationOutcome.SKIPPED && outcome != OperationOutcome.CANCELLED;
    expect(
        operation.commits() == (effective ? 1 : 0),
        who + " ended " + outcome + " with " + operation.commits() + " commits");
    if (outcome == OperationOutcome.SUCCEEDED) {
      Json found = outputs.of(agenda, run, operation).orElseThrow();
      Json wanted =
          planned.isApproval()
              ? approved(found)
              : PlannedAgenda.expected(planned.name(), all, told(run));
      expect(found.equals(wanted), who + " answered " + cut(found) + ", not " + cut(wanted));
    }
  }

  /** Whoever it was said what was planned. */
  private static Json approved(Json found) {
    return Json.object()
        .put("approved", true)
        .put("by", found instanceof Json.Obj fields ? fields.text("by").orElse("") : "")
        .put("comment", Answerer.COMMENT)
        .build();
  }

  private static PlannedAgenda.Told told(AgendaRun run) {
    return new PlannedAgenda.Told() {
      @Override
      public boolean succeeded(String operation) {
        return run.operation(operation).hasSucceeded();
      }

      @Override
      public boolean failed(String operation) {
        return run.operation(operation).hasFailed();
      }

      @Override
      public int attempt(String operation) {
        return run.operation(operation).attempt();
      }
    };
  }

  /** What the journal says of starts is what happened. */
  private void checkStarts(
      OperationKey key, PlannedOperation planned, OperationRun operation, Course course) {
    for (int attempt = 1; attempt <= operation.attempt(); attempt++) {
      int told = operation.attempts().starts().getOrDefault(attempt, 0);
      int real = effects.starts(key, attempt);
      boolean cut = course.wasCut(planned.name(), attempt);
      boolean declined =
          attempt == operation.attempt()
              && operation.diagnostic().filter(why -> why.code().equals("condition")).isPresent();
      if (planned.isList()) {
        expect(told <= 1 && real == 0, key + " " + attempt + " of a list told " + told);
      } else if (planned.isProcess()) {
        expect(
            cut ? told <= real : told == real,
            key + " " + attempt + " started " + real + " times, told " + told);
        expect(real <= 1, key + " " + attempt + " started " + real + " times");
      } else if (planned.isResident()) {
        int wanted = planned.unresolvable() || declined ? 0 : 1;
        expect(cut || told == wanted, key + " " + attempt + " told " + told + " starts");
      } else if (!cut && operation.commits() == 1 && attempt == operation.attempt() && real > 0) {
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
