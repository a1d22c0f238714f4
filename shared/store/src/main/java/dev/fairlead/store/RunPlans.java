package dev.fairlead.store;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Handling;
import dev.fairlead.core.run.Plan;
import java.util.function.Function;

/** Plans of runs: by the document that counts, with all that the agenda grew by. */
public final class RunPlans {
  private final Documents documents;
  private final Outputs outputs;

  public RunPlans(Documents documents, Outputs outputs) {
    this.documents = documents;
    this.outputs = outputs;
  }

  /** The plan of an agenda as it was accepted, for whoever only looks at it. Cost: nothing. */
  public static Plan accepted(
      AgendaHeader header, AgendaDocument document, Function<String, Handling> handlings) {
    return accepted(header, document, Documents.TYPES, handlings);
  }

  /**
   * The same for whoever goes on with it. Cost: nothing.
   *
   * @param types of which operations may be that it grows by
   */
  public static Plan accepted(
      AgendaHeader header,
      AgendaDocument document,
      KnownTypes types,
      Function<String, Handling> handlings) {
    return Plan.of(
        document,
        types,
        handlings,
        header.addedAt(),
        header.correlationId(),
        header.key().toString().hashCode());
  }

  /**
   * The plan of an agenda as it is by now. Cost: nothing for one that did not grow and runs by the
   * document it was accepted with; else linear in the operations, and a blob read for each large
   * result that it grew by.
   */
  public Plan now(AgendaKey agenda, Plan accepted, AgendaRun run) {
    Plan base =
        run.documentSha256()
            .map(sha256 -> documents.read(agenda, sha256))
            .map(accepted::by)
            .orElse(accepted);
    return base.grown(
        run,
        operation -> outputs.of(agenda, run, operation).orElse(Json.EMPTY),
        asked -> outputs.value(agenda, asked));
  }
}
