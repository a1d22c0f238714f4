package dev.fairlead.bench.faults;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.OperationOutcome;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.OperationState;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Journal;
import dev.fairlead.store.Outputs;
import dev.fairlead.store.RunRow;
import dev.fairlead.store.SubAgendas;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Holds what became of an operation against its document, and its starts against the world. */
final class OperationHistory {
  private final AgendaRows rows;
  private final Journal journal;
  private final Outputs outputs;
  private final Effects effects;
  private final Course.Expectation expectation;

  OperationHistory(Ports real, Effects effects, Course.Expectation expectation) {
    this.rows = new AgendaRows(real.items(), real.blobs());
    this.journal = new Journal(real.items(), real.blobs());
    this.outputs = new Outputs(real.blobs());
    this.effects = effects;
    this.expectation = expectation;
  }

  /** The agenda that did, or would have done, an attempt. */
  record Child(int attempt, Optional<AgendaHeader> header, Optional<RunRow> row) {}

  void check(
      AgendaKey agenda,
      Map<String, PlannedOperation> all,
      String name,
      AgendaRun run,
      Course course,
      Interpreter interpreter) {
    PlannedOperation planned = PlannedAgenda.required(all, name);
    OperationRun operation = run.operation(name);
    String who = agenda + "/" + name;
    expect(operation.state() == OperationState.COMPLETE, () -> who + " is " + operation.state());
    if (operation.state() != OperationState.COMPLETE) {
      return;
    }
    OperationOutcome outcome = operation.outcome().orElseThrow();
    Map<OperationOutcome, String> possible = interpreter.possible(name);
    expect(
        possible.containsKey(outcome), () -> who + " ended " + outcome + "; possible: " + possible);
    var key = new OperationKey(agenda, name);
    checkStarts(key, planned, operation, course);
    boolean effective =
        outcome != OperationOutcome.SKIPPED && outcome != OperationOutcome.CANCELLED;
    expect(
        operation.commits() == (effective ? 1 : 0),
        () -> who + " ended " + outcome + " with " + operation.commits() + " commits");
    if (outcome == OperationOutcome.SUCCEEDED) {
      Json found = outputs.of(agenda, run, operation).orElseThrow();
      Json wanted =
          planned.isApproval()
              ? approved(found)
              : planned.isChild()
                  ? ofChild(key, operation.attempt(), planned)
                  : new ExpectedResults(all, told(run)).of(name);
      expect(found.equals(wanted), () -> who + " answered " + cut(found) + ", not " + cut(wanted));
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

  /** What an agenda came to, for the operation that it did. */
  private Json ofChild(OperationKey operation, int attempt, PlannedOperation planned) {
    AgendaKey child = SubAgendas.of(operation, attempt);
    Map<String, PlannedOperation> all = planned.extra().child().orElseThrow().everything();
    AgendaRun run = journal.load(child, all.keySet());
    var expected = new ExpectedResults(all, told(run));
    Json.Builder results = Json.object();
    for (PlannedOperation inner : all.values()) {
      OperationRun ran = run.operation(inner.name());
      if (ran.hasSucceeded()) {
        results.put(
            inner.name(),
            inner.isChild()
                ? ofChild(new OperationKey(child, inner.name()), ran.attempt(), inner)
                : expected.of(inner.name()));
      }
    }
    return Json.object()
        .put("agendaId", child.agenda().value())
        .put("outcome", AgendaOutcome.SUCCEEDED.word())
        .put("attempt", run.attempt())
        .put("results", results.build())
        .build();
  }

  /** The agendas of all attempts of an operation. */
  List<Child> children(AgendaKey agenda, OperationRun operation) {
    var key = new OperationKey(agenda, operation.name());
    expect(
        rows.header(SubAgendas.of(key, operation.attempt() + 1)).isEmpty(),
        () -> key + " has an agenda for an attempt that the journal does not know");
    return IntStream.rangeClosed(1, operation.attempt())
        .mapToObj(attempt -> {
          AgendaKey child = SubAgendas.of(key, attempt);
          return new Child(attempt, rows.header(child), rows.run(child));
        })
        .toList();
  }

  /**
   * What was told of an agenda is what it came to, and it was over by then.
   *
   * @param cut whether its attempt was stopped from outside
   */
  void checkOutcome(Child child, OperationRun operation, boolean cut) {
    if (cut) {
      return;
    }
    String who = "the agenda of attempt " + child.attempt() + " of " + operation.name();
    boolean succeeded =
        child.row().flatMap(RunRow::outcome).equals(Optional.of(AgendaOutcome.SUCCEEDED));
    boolean isLast = child.attempt() == operation.attempt();
    expect(
        succeeded == (isLast && operation.hasSucceeded()),
        () -> who + " ended " + child.row() + ", and was told to have come to something else");
    child
        .row()
        .flatMap(RunRow::completedAt)
        .filter(_ -> isLast)
        .ifPresent(over ->
            expect(
                operation.completedAt().filter(end -> !end.isBefore(over)).isPresent(),
                () -> who + " was over later than it was told"));
  }

  private static ExpectedResults.Told told(AgendaRun run) {
    return new ExpectedResults.Told() {
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
      checkStarts(key, attempt, planned, operation, course.wasCut(planned.name(), attempt));
    }
    int beyond = effects.starts(key, operation.attempt() + 1);
    expect(beyond == 0, () -> key + " started an attempt that the journal does not know");
  }

  private void checkStarts(
      OperationKey key,
      int attempt,
      PlannedOperation planned,
      OperationRun operation,
      boolean cut) {
    int told = operation.attempts().starts().getOrDefault(attempt, 0);
    int real = effects.starts(key, attempt);
    boolean declined =
        attempt == operation.attempt()
            && operation.diagnostic().filter(why -> why.code().equals("condition")).isPresent();
    if (planned.isList()) {
      expect(told <= 1 && real == 0, () -> key + " " + attempt + " of a list told " + told);
    } else if (planned.isProcess()) {
      expect(
          cut ? told <= real : told == real,
          () -> key + " " + attempt + " started " + real + " times, told " + told);
      expect(real <= 1, () -> key + " " + attempt + " started " + real + " times");
    } else if (planned.isResident()) {
      int wanted = planned.unresolvable() || declined ? 0 : 1;
      expect(cut || told == wanted, () -> key + " " + attempt + " told " + told + " starts");
    } else if (!cut && !isLost(operation) && attempt == operation.attempt() && real > 0) {
      // How often a worker began is known by deliveries, which come before the work.
      expect(told >= 1, () -> key + " " + attempt + " started " + real + " times, told " + told);
    }
  }

  /** Whether its last attempt was never heard of, or not to its end. */
  private static boolean isLost(OperationRun operation) {
    return operation.commits() == 0
        || operation.diagnostic().filter(why -> why.code().equals("lost")).isPresent();
  }

  private static String cut(Json json) {
    String text = json.toString();
    return text.substring(0, Math.min(200, text.length()));
  }

  private void expect(boolean holds, Supplier<String> otherwise) {
    expectation.expect(holds, otherwise);
  }
}
