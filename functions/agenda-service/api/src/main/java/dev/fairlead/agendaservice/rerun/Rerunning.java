package dev.fairlead.agendaservice.rerun;

import dev.fairlead.agendaservice.submit.OwnCustomer;
import dev.fairlead.agendaservice.submit.SecretCheck;
import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.Handling;
import dev.fairlead.core.run.Plan;
import dev.fairlead.core.run.Rerun;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Documents;
import dev.fairlead.store.Entrance;
import dev.fairlead.store.Handlers;
import dev.fairlead.store.Hold;
import dev.fairlead.store.Journal;
import dev.fairlead.store.Outputs;
import dev.fairlead.store.RunPlans;
import dev.fairlead.store.RunRow;
import dev.fairlead.store.secret.Secrets;
import dev.fairlead.wire.JsonText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts an agenda that is over, or held, back in its line. One transaction of five items does it:
 * the insight's door, the next entry of the journal, which says what is done again; the run row;
 * the place in line, by the time at which the agenda was added first; and the wake-up's outbox
 * entry.
 *
 * <p>Cost: 2 reads and the journal's load; 4 write units, and {@link Entrance}'s; with another
 * document also what {@link Handlers} ask for each type that is not built in.
 */
public final class Rerunning {
  private final Ports ports;
  private final AgendaRows rows;
  private final Documents documents;
  private final Journal journal;
  private final RunPlans plans;
  private final Entrance entrance;
  private final AroundIt aroundIt;
  private final Set<String> types;
  private final Handlers handlers;
  private final SecretCheck secretCheck;
  private final Ids ids;
  private final InstantSource clock;

  /**
   * A rerun.
   *
   * @param types the operation types that are built in here
   */
  public Rerunning(Ports ports, Set<String> types, Ids ids, InstantSource clock) {
    this.ports = ports;
    this.rows = new AgendaRows(ports.items(), ports.blobs());
    this.documents = new Documents(rows);
    this.journal = new Journal(ports.items(), ports.blobs());
    this.plans = new RunPlans(documents, new Outputs(ports.blobs()));
    this.entrance = new Entrance(ports, ids, clock);
    this.aroundIt = new AroundIt(rows, documents, journal);
    this.types = Set.copyOf(types);
    this.handlers = new Handlers(ports.items(), clock);
    this.secretCheck = new SecretCheck(new Secrets(ports.items(), ports.secrets()));
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What is done again, or would be.
   *
   * @param state the agenda's, right after
   * @param hold why it is in no line then
   */
  public record Answer(Rerun rerun, AgendaState state, Optional<Hold> hold, boolean dryRun) {}

  /**
   * Does an agenda again.
   *
   * @param by who wants that, as others will read it
   * @throws FairleadException {@code AGENDA_NOT_OVER}; {@code INVALID_REQUEST} and {@code
   *     INVALID_DOCUMENT} with every problem; {@code NO_INSIGHT} if its insight is gone and none
   *     takes it
   */
  public Answer rerun(AgendaHeader header, Json body, String by) {
    RerunRequest request = RerunRequest.read(body);
    RunRow row = rows.run(header.key()).orElseGet(() -> RunRow.accepted(header.key()));
    if (row.state() != AgendaState.COMPLETE && row.hold().isEmpty()) {
      throw notOver();
    }
    AgendaDocument accepted = documents.read(header);
    AgendaRun run =
        journal.load(
            header.key(), accepted.operations().stream().map(OperationSpec::name).toList());
    if (!run.isComplete() && row.hold().isEmpty()) {
      throw notOver();
    }
    if (aroundIt.isWaitingFor(header)) {
      throw new FairleadException(
          ErrorCode.AGENDA_NOT_OVER,
          "The agenda around it has not taken its end yet; try again in a moment.");
    }
    Plan plan =
        plans.now(header.key(), RunPlans.accepted(header, accepted, _ -> Handling.OF_LISTS), run);
    Rerun rerun = decide(request, plan, run);
    Optional<AgendaDocument> changed = changed(request, header.key().customer(), plan.document());
    Optional<Hold> hold = hold(request, changed.orElse(plan.document()));
    if (request.dryRun()) {
      return new Answer(rerun, row.state(), hold, true);
    }
    Optional<String> sha256 =
        changed
            .map(document -> JsonText.canonical(document.canonical()))
            .map(text -> ports.blobs().put(header.key().toString(), text));
    write(header, row, run, rerun, changed.orElse(plan.document()), sha256, hold, by);
    return new Answer(rerun, AgendaState.WAITING, hold, false);
  }

  private static Optional<Hold> hold(RerunRequest request, AgendaDocument document) {
    if (document.doNotRun()) {
      return Optional.of(Hold.DO_NOT_RUN);
    }
    return request.skipExecution() ? Optional.of(Hold.SKIP_EXECUTION) : Optional.empty();
  }

  private void write(
      AgendaHeader header,
      RunRow row,
      AgendaRun run,
      Rerun rerun,
      AgendaDocument document,
      Optional<String> documentSha256,
      Optional<Hold> hold,
      String by) {
    Instant now = clock.instant();
    var change = new Change.AgendaReset(rerun.reset(), by, documentSha256, Optional.empty(), now);
    var reset = Journal.next(header.key(), run, List.of(change), ids.newUlid());
    if (hold.isPresent()) {
      if (!isWritten(
          header, row, List.of(reset, rows.move(row, row.again(hold, Optional.empty()))))) {
        throw notOver();
      }
      return;
    }
    switch (entrance.putBack(
        header,
        row,
        document,
        now,
        entry ->
            List.of(
                reset, rows.move(row, row.again(Optional.empty(), Optional.of(entry.place())))))) {
      case Entrance.Outcome.Entered _ -> {
        // It waits again.
      }
      case Entrance.Outcome.Stays _, Entrance.Outcome.Refused _ -> throw notOver();
      case Entrance.Outcome.NeverFits(List<Problem> problems) ->
          throw new FairleadException(
              ErrorCode.INVALID_DOCUMENT, "The agenda could never be admitted again.", problems);
      case Entrance.Outcome.Unbound(String because) ->
          throw new FairleadException(
              ErrorCode.NO_INSIGHT, "No available insights take this agenda: " + because + ".");
    }
  }

  /** After a time-out the row tells whether the transaction went through. */
  private boolean isWritten(AgendaHeader header, RunRow before, List<Write> writes) {
    try {
      return ports.items().transact(writes).isWritten();
    } catch (PortException unanswered) {
      if (unanswered.fault() == PortException.Fault.TIMED_OUT
          && rows.run(header.key()).filter(row -> !row.equals(before)).isPresent()) {
        return true;
      }
      throw unanswered;
    }
  }

  private static Rerun decide(RerunRequest request, Plan plan, AgendaRun run) {
    if (request.which().isEmpty()) {
      return Rerun.from(plan, run, names(request, plan));
    }
    return switch (request.which().orElseThrow()) {
      case ALL -> Rerun.all(run);
      case UNFINISHED -> Rerun.unfinished(plan, run);
      case FAILED -> Rerun.failed(plan, run);
    };
  }

  private static Set<String> names(RerunRequest request, Plan plan) {
    var found = new LinkedHashSet<String>();
    var problems = new ArrayList<Problem>();
    for (int i = 0; i < request.from().size(); i++) {
      Optional<String> name = plan.graph().find(request.from().get(i));
      name.ifPresent(found::add);
      if (name.isEmpty()) {
        problems.add(
            new Problem(
                "/from/" + i, ProblemCode.UNKNOWN_DEPENDENCY, "The agenda has no such operation."));
      }
    }
    if (!problems.isEmpty()) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST, "The request names operations that are not there.", problems);
    }
    return found;
  }

  /** The new document, if it is to be another. */
  private Optional<AgendaDocument> changed(
      RerunRequest request, CustomerId customer, AgendaDocument document) {
    if (request.set().isEmpty()) {
      return Optional.empty();
    }
    Json changed = document.canonical();
    var problems = new ArrayList<Problem>();
    for (Map.Entry<JsonPointer, Json> change : request.set().entrySet()) {
      Optional<Json> next = change.getKey().put(changed, change.getValue());
      if (next.isEmpty()) {
        problems.add(
            new Problem(
                JsonPointer.WHOLE.child("set").child(change.getKey().toString()).toString(),
                ProblemCode.UNRESOLVED_POINTER,
                "The document has no such place."));
      }
      changed = next.orElse(changed);
    }
    if (!problems.isEmpty()) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST, "The document can't be changed like this.", problems);
    }
    return switch (DocumentRules.check(changed, handlers.knownTo(customer, types))) {
      case DocumentRules.Invalid(List<Problem> found) -> throw refused(found);
      case DocumentRules.Valid(AgendaDocument valid) -> {
        OwnCustomer.require(valid.canonical(), customer);
        List<Problem> missing = secretCheck.problems(customer, valid);
        if (!missing.isEmpty()) {
          throw refused(missing);
        }
        if (!names(valid).equals(names(document))) {
          throw new FairleadException(
              ErrorCode.INVALID_REQUEST, "A rerun has the operations that the agenda has.");
        }
        yield Optional.of(valid);
      }
    };
  }

  private static FairleadException refused(List<Problem> problems) {
    return new FairleadException(
        ErrorCode.INVALID_DOCUMENT, "The changed document has problems.", problems);
  }

  private static List<String> names(AgendaDocument document) {
    return document.operations().stream().map(op -> op.phase() + " " + op.name()).toList();
  }

  private static FairleadException notOver() {
    return new FairleadException(
        ErrorCode.AGENDA_NOT_OVER, "Only an agenda that is over is done again; cancel it first.");
  }
}
