package dev.fairlead.agendaservice.signal;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Approval;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.Handling;
import dev.fairlead.core.run.Plan;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Documents;
import dev.fairlead.store.Journal;
import dev.fairlead.store.Outputs;
import dev.fairlead.store.RunPlans;
import dev.fairlead.store.Ticks;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Answers operations that wait for approval: the answer is the next entry of the agenda's journal,
 * on the condition that every entry has, so of two answers the first counts, and an answer never
 * races a timeout or a cancel.
 *
 * <p>Cost: 1 read, the journal's load, 1 write and 1 request.
 */
public final class Answering {
  private static final JsonPointer ROOT = JsonPointer.WHOLE;
  private static final int MAX_NAME = 256;
  private static final int MAX_COMMENT = 1000;

  /** Races against the executor after which the caller shall wait. */
  private static final int MAX_TRIES = 20;

  private final Documents documents;
  private final Journal journal;
  private final RunPlans plans;
  private final Ticks ticks;
  private final Ids ids;
  private final InstantSource clock;

  public Answering(Ports ports, Ids ids, InstantSource clock) {
    this.documents = new Documents(new AgendaRows(ports.items(), ports.blobs()));
    this.journal = new Journal(ports.items(), ports.blobs());
    this.plans = new RunPlans(documents, new Outputs(ports.blobs()));
    this.ticks = new Ticks(ports.queues(), clock);
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Answers.
   *
   * @param by who does
   * @return where the agenda stands
   * @throws FairleadException {@code NOT_AWAITED}, or {@code INVALID_REQUEST} with every problem
   */
  public AgendaState answer(AgendaHeader header, Json body, String by) {
    var findings = new Findings();
    var object = body instanceof Json.Obj fields ? fields : Json.EMPTY;
    Optional<String> operation = findings.text(object, ROOT, "operation", MAX_NAME);
    if (findings.present(object, "operation").isEmpty()) {
      findings.add(
          ROOT.child("operation"), ProblemCode.MISSING_FIELD, "The field operation is missing.");
    }
    Optional<Boolean> approved = object.truth("approved");
    if (approved.isEmpty()) {
      findings.wrongType(ROOT.child("approved"), "approved", "true or false");
    }
    String comment = findings.text(object, ROOT, "comment", MAX_COMMENT).orElse("");
    if (!findings.problems().isEmpty()) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST, "The answer has problems.", findings.problems());
    }
    return answer(
        header, operation.orElseThrow(), new Approval(approved.orElseThrow(), by, comment));
  }

  private AgendaState answer(AgendaHeader header, String operation, Approval approval) {
    AgendaDocument document = documents.read(header);
    List<String> names = document.operations().stream().map(OperationSpec::name).toList();
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      AgendaRun run = journal.load(header.key(), names);
      Plan plan =
          plans.now(header.key(), RunPlans.accepted(header, document, _ -> Handling.OF_LISTS), run);
      Change change =
          plan.graph()
              .find(operation)
              .filter(name -> isApproval(plan, name))
              .map(run::operation)
              .flatMap(waiting -> approval.on(waiting, clock.instant()))
              .orElseThrow(() ->
                  new FairleadException(ErrorCode.NOT_AWAITED, ErrorCode.NOT_AWAITED.sentence()));
      if (journal.append(header.key(), run, List.of(change), ids.newUlid())) {
        ticks.send(header.key(), ids.newUlid());
        return run.apply(run.sequence() + 1, List.of(change)).state();
      }
    }
    throw new FairleadException(
        ErrorCode.TOO_MANY_REQUESTS, "The agenda moves too fast to be answered; try again.");
  }

  private static boolean isApproval(Plan plan, String operation) {
    OperationSpec spec = plan.operations().get(operation);
    return spec != null && spec.type().equals(Approval.TYPE);
  }
}
