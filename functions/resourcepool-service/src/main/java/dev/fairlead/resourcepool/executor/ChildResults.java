package dev.fairlead.resourcepool.executor;

import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Handling;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Plan;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Documents;
import dev.fairlead.store.Journal;
import dev.fairlead.store.Outputs;
import dev.fairlead.store.RunPlans;
import dev.fairlead.store.RunRow;
import java.util.List;
import java.util.Optional;

/** What a sub-agenda that is over means for the operation that it did. */
final class ChildResults {
  /** Results above this, taken together, are told by their hash and size. */
  private static final long MAX_RESULT_BYTES = 1024 * 1024;

  private final AgendaRows rows;
  private final Documents documents;
  private final Journal journal;
  private final Outputs outputs;
  private final RunPlans runPlans;

  ChildResults(Ports ports, AgendaRows rows) {
    this.rows = rows;
    this.documents = new Documents(rows);
    this.journal = new Journal(ports.items(), ports.blobs());
    this.outputs = new Outputs(ports.blobs());
    this.runPlans = new RunPlans(documents, outputs);
  }

  /** How the operation ends. Cost: 1 read, the journal's load, and a blob read a large result. */
  Ending ending(RunRow over) {
    AgendaHeader header =
        rows.header(over.key())
            .orElseThrow(() -> new IllegalStateException("no header of " + over.key()));
    var document = documents.read(header);
    AgendaRun run =
        journal.load(over.key(), document.operations().stream().map(OperationSpec::name).toList());
    AgendaOutcome outcome = over.outcome().orElseThrow();
    if (outcome != AgendaOutcome.SUCCEEDED) {
      return new Ending.Failed(
          new Diagnostic(
              "agenda:" + outcome.word(),
              "Agenda " + over.key().agenda() + " ended as " + outcome.word() + first(run)));
    }
    Plan plan =
        runPlans.now(over.key(), RunPlans.accepted(header, document, _ -> Handling.OF_LISTS), run);
    return new Ending.Succeeded(
        Json.object()
            .put("agendaId", over.key().agenda().value())
            .put("outcome", outcome.word())
            .put("attempt", run.attempt())
            .put("results", results(header, plan, run))
            .build());
  }

  private static String first(AgendaRun run) {
    Optional<OperationRun> failed =
        run.operations().values().stream().filter(OperationRun::hasFailed).findFirst();
    return failed
        .map(operation ->
            "; operation "
                + operation.name()
                + operation.diagnostic().map(why -> ": " + why.message()).orElse(" failed."))
        .orElse(".");
  }

  private Json results(AgendaHeader header, Plan plan, AgendaRun run) {
    var results = Json.object();
    long room = MAX_RESULT_BYTES;
    List<OperationSpec> shown =
        plan.operations().values().stream()
            .filter(spec -> !(spec.expansion() instanceof Expansion.Element))
            .filter(spec -> !(spec.expansion() instanceof Expansion.Dependent))
            .toList();
    for (OperationSpec spec : shown) {
      OperationRun operation = run.operation(spec.name());
      Optional<Output> output = operation.output().filter(_ -> operation.hasSucceeded());
      if (output.isPresent()) {
        room -= bytes(output.get());
        boolean fits = room >= 0;
        if (!fits) {
          room += bytes(output.get());
        }
        results.put(spec.name(), shown(header, run, operation, output.get(), fits));
      }
    }
    return results.build();
  }

  private static long bytes(Output output) {
    return switch (output) {
      // Ten thousand small ones are let through: they are in the journal that was read.
      case Output.Inline _, Output.Collected _ -> 0;
      case Output.Spilled(String _, long bytes) -> bytes;
    };
  }

  /** Of a list its counts: what its items came to, an operation after it can gather. */
  private Json shown(
      AgendaHeader header, AgendaRun run, OperationRun operation, Output output, boolean fits) {
    return switch (output) {
      case Output.Inline(Json value) -> value;
      case Output.Collected collected -> Outputs.counts(collected).build();
      case Output.Spilled(String sha256, long bytes) ->
          fits
              ? outputs.of(header.key(), run, operation).orElse(Json.NULL)
              : Json.object().put("sha256", sha256).put("bytes", bytes).build();
    };
  }
}
