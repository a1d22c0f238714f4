package dev.fairlead.progress;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Handling;
import dev.fairlead.core.run.Plan;
import dev.fairlead.endpoint.Call;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Documents;
import dev.fairlead.store.Journal;
import dev.fairlead.store.Recent;
import dev.fairlead.store.RunPlans;
import dev.fairlead.store.RunRow;
import java.util.List;
import java.util.Optional;

/** Runs as they stand, with their plans. */
final class Runs {
  /** Whoever watches an agenda asks again; one of 10,000 operations has some 5 MB. */
  private static final int RECENT_RUNS = 16;

  private final AgendaRows rows;
  private final Documents documents;
  private final Journal journal;
  private final RunPlans runPlans;
  private final Recent<AgendaKey, AgendaRun> runs = new Recent<>(RECENT_RUNS);
  private final Recent<AgendaKey, Plan> plans = new Recent<>(RECENT_RUNS);

  Runs(AgendaRows rows, Documents documents, Journal journal, RunPlans runPlans) {
    this.rows = rows;
    this.documents = documents;
    this.journal = journal;
    this.runPlans = runPlans;
  }

  /**
   * The agenda that a call names. The caller's customer is part of the key: another's can't even be
   * asked for.
   */
  AgendaHeader header(Call call) {
    return Optional.of(call.path(Parameter.AGENDA_ID))
        .filter(AgendaId::isValid)
        .map(id -> new AgendaKey(call.caller().customer(), new AgendaId(id)))
        .flatMap(rows::header)
        .orElseThrow(() -> new FairleadException(ErrorCode.NOT_FOUND, "There is no such agenda."));
  }

  Optional<AgendaHeader> header(AgendaKey key) {
    return rows.header(key);
  }

  RunRow row(AgendaHeader header) {
    return rows.run(header.key()).orElseGet(() -> RunRow.accepted(header.key()));
  }

  AgendaRun run(AgendaHeader header) {
    AgendaRun run =
        runs.find(header.key())
            .map(known -> journal.refresh(header.key(), known))
            .orElseGet(() -> journal.load(header.key(), names(header)));
    runs.keep(header.key(), run);
    return run;
  }

  private List<String> names(AgendaHeader header) {
    return documents.read(header).operations().stream().map(OperationSpec::name).toList();
  }

  Plan plan(AgendaHeader header, AgendaRun run) {
    Plan accepted =
        plans
            .find(header.key())
            .orElseGet(
                () -> RunPlans.accepted(header, documents.read(header), _ -> Handling.OF_LISTS));
    plans.keep(header.key(), accepted);
    return runPlans.now(header.key(), accepted, run);
  }
}
