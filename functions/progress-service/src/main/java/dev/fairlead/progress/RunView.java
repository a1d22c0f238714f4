package dev.fairlead.progress;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.AgendaGraph;
import dev.fairlead.core.agenda.ComponentWork;
import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.InventoryName;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Growth;
import dev.fairlead.core.run.InventoryLock;
import dev.fairlead.core.run.OperationOutcome;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Plan;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.Hold;
import dev.fairlead.store.Outputs;
import dev.fairlead.store.SubAgendas;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.Times;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;

/** A run as the API shows it. Times are ISO-8601 with milliseconds, durations seconds. */
final class RunView {
  private static final int MAX_PARAMS_BYTES = 64 * 1024;

  private RunView() {}

  static Json.Obj of(
      AgendaHeader header,
      String insight,
      AgendaState state,
      Optional<Hold> hold,
      Plan plan,
      AgendaRun run,
      Said said,
      OperationPage page,
      Instant now) {
    AgendaDocument document = plan.document();
    Figures figures = Figures.of(document, plan, run);
    var growths = new HashMap<String, Growth>();
    var parents = new HashMap<String, String>();
    for (Growth growth : run.growths()) {
      growths.put(growth.by(), growth);
      growth.names().forEach(name -> parents.put(name, growth.by()));
    }
    OperationPage.Shown shown =
        page.of(
            plan,
            spec ->
                said.put(operation(spec, plan.graph(), run.operation(spec.name())), spec.name())
                    .putText("agendaId", childOf(header, spec, run.operation(spec.name())))
                    .putText("generatedBy", Optional.ofNullable(parents.get(spec.name())))
                    .putIfPresent(
                        "items",
                        Optional.ofNullable(growths.get(spec.name()))
                            .flatMap(growth -> items(growth, run)))
                    .build());
    return Json.object()
        .put("id", header.key().agenda().value())
        .putText("title", header.title())
        .putText("linkId", header.linkId())
        .putText("externalId", document.externalId())
        .putIfPresent("parent", header.parent().map(RunView::parent))
        .put("customerId", header.key().customer().value())
        .put("correlationId", header.correlationId().value())
        .put("insight", insight)
        // Moved, it is elsewhere for a reason that its events tell.
        .putText("binding", header.binding().filter(_ -> insight.equals(header.insight())))
        .put("state", state.name())
        .putText("held", hold.map(Hold::word))
        .putText("outcome", run.outcome().map(AgendaOutcome::word))
        .put("attempt", run.attempt())
        .put("maximumAttempts", document.maximumAttempts())
        .putText("deadline", plan.deadline().map(Times::text))
        .putIfPresent("late", plan.deadline().map(at -> Json.of(isLate(at, run, now))))
        .putText("nextAttemptAt", run.notBefore().map(Times::text))
        .put("addedAt", Times.text(header.addedAt()))
        .putText("startedAt", run.startedAt().map(Times::text))
        .putText("completedAt", run.completedAt().map(Times::text))
        .putIfPresent("makespanSeconds", figures.makespan().map(RunView::seconds))
        .put("criticalPathSeconds", seconds(figures.criticalPath()))
        .putIfPresent("ratio", figures.ratio().map(RunView::rounded))
        .put("timeScale", Json.of(BigDecimal.valueOf(document.timeScale())))
        .putIfPresent(
            "recordedCriticalPathSeconds", figures.recordedCriticalPath().map(RunView::seconds))
        .putIfPresent("recordedRatio", figures.recordedRatio().map(RunView::rounded))
        .putIfPresent("params", params(plan))
        .put("maxParallel", figures.maxParallel())
        .put("percent", Json.of(said.percent(plan, run)))
        .putIfPresent("inventory", document.inventory().map(name -> inventory(name, run)))
        .put("operations", Json.array(shown.operations()))
        .putText("next", shown.next())
        .build();
  }

  private static Json parent(AgendaHeader.Parent parent) {
    return Json.object()
        .put("agendaId", parent.agenda().value())
        .put("operation", parent.operation())
        .put("attempt", parent.attempt())
        .build();
  }

  private static Optional<String> childOf(
      AgendaHeader header, OperationSpec spec, OperationRun operation) {
    return Optional.of(spec.type())
        .filter(SubAgendas.TYPE::equals)
        .filter(_ -> operation.starts() > 0 && !(spec.expansion() instanceof Expansion.ForEach))
        .map(_ -> new OperationKey(header.key(), spec.name()))
        .map(key -> SubAgendas.of(key, operation.attempt()).agenda().value());
  }

  /** What is large is in the document, and no figure of a run. */
  private static Optional<Json> params(Plan plan) {
    return Optional.<Json>of(plan.params())
        .filter(params -> !params.equals(Json.EMPTY))
        .filter(params -> JsonText.canonical(params).length <= MAX_PARAMS_BYTES);
  }

  /** Also of an agenda that nobody looked at yet, since it is in its line. */
  private static boolean isLate(Instant deadline, AgendaRun run, Instant now) {
    return run.lateSince().isPresent() || (!run.isComplete() && !deadline.isAfter(now));
  }

  /** Which it is, and whether the agenda has it, has had it, or waits for it. */
  private static Json inventory(InventoryName name, AgendaRun run) {
    var json = Json.object().put("name", name.value());
    Optional<InventoryLock> lock = run.lock();
    if (lock.isEmpty()) {
      return json.put("standing", run.isComplete() ? "released" : "unasked").build();
    }
    return switch (lock.get()) {
      case InventoryLock.Held _ ->
          json.put("standing", run.isComplete() ? "released" : "held").build();
      case InventoryLock.Awaited _ when run.isComplete() ->
          json.put("standing", "released").build();
      case InventoryLock.Awaited(String holder) ->
          json.put("standing", "awaited").put("holder", holder).build();
    };
  }

  /** How the work for the items of a list stands. */
  private static Optional<Json> items(Growth growth, AgendaRun run) {
    if (!(growth instanceof Growth.Elements list)) {
      return Optional.empty();
    }
    var succeeded = 0;
    var failed = 0;
    var skipped = 0;
    var running = 0;
    for (String name : list.names()) {
      OperationRun element = run.operation(name);
      if (element.hasSucceeded()) {
        succeeded++;
      } else if (element.hasFailed()) {
        failed++;
      } else if (element.isComplete()) {
        skipped++;
      } else if (element.isLeased()) {
        running++;
      }
    }
    return Optional.of(
        Outputs.counts(new Output.Collected(list.count(), succeeded, failed, skipped))
            .put("running", running)
            .build());
  }

  private static Json.Builder operation(
      OperationSpec spec, AgendaGraph graph, OperationRun operation) {
    return Json.object()
        .put("name", spec.name())
        .put("type", spec.type())
        .putText("subject", spec.work().map(ComponentWork::subject))
        .put("state", operation.state().name())
        .putText("outcome", operation.outcome().map(OperationOutcome::word))
        .put("attempt", operation.attempt())
        .put("starts", operation.starts())
        .put("commits", operation.commits())
        .put("dependsOn", Json.texts(graph.dependencies(spec.name())))
        .putText("readyAt", operation.readyAt().map(Times::text))
        .putText("startedAt", operation.startedAt().map(Times::text))
        .putText("completedAt", operation.completedAt().map(Times::text))
        .putIfPresent("result", operation.output().map(RunView::result))
        .putIfPresent("diagnostic", diagnostic(operation));
  }

  private static Json result(Output output) {
    return switch (output) {
      case Output.Inline(Json value) -> value;
      case Output.Collected collected -> Outputs.counts(collected).build();
      case Output.Spilled(String sha256, long bytes) ->
          Json.object().put("sha256", sha256).put("bytes", bytes).build();
    };
  }

  private static Optional<Json> diagnostic(OperationRun operation) {
    return operation
        .diagnostic()
        .filter(_ -> !operation.outcome().equals(Optional.of(OperationOutcome.SUCCEEDED)))
        .map(RunView::diagnostic);
  }

  private static Json diagnostic(Diagnostic diagnostic) {
    return Json.object()
        .put("code", diagnostic.code())
        .put("message", diagnostic.message())
        .build();
  }

  private static Json seconds(Duration duration) {
    return Json.of(
        BigDecimal.valueOf(duration.toSeconds())
            .add(BigDecimal.valueOf(duration.toNanosPart(), 9))
            .setScale(3, RoundingMode.HALF_UP));
  }

  private static Json rounded(double ratio) {
    return Json.of(BigDecimal.valueOf(ratio).round(new MathContext(6, RoundingMode.HALF_UP)));
  }
}
