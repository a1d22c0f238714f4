package dev.fairlead.resourcepool.executor;

import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.Floor;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.References.Resolved;
import dev.fairlead.core.agenda.TemplateCall;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.port.OperationLauncher;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.run.Signal;
import dev.fairlead.store.Acceptance;
import dev.fairlead.store.Admission;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Kin;
import dev.fairlead.store.RunRow;
import dev.fairlead.store.Signalling;
import dev.fairlead.store.SubAgendas;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Operations whose work is an agenda of its own. Nothing is kept about one here: its id follows
 * from the attempt, and its run row says how it stands, whoever asks and however often. See
 * docs/adr/0018.
 */
final class Children {
  /** A sub-agenda needs more than the operation that it does has requested for it. */
  private static final String NOT_REQUESTED = "not-requested";

  private final AgendaRows rows;
  private final Acceptance acceptance;
  private final Signalling signalling;
  private final ChildResults results;
  private final Ancestors ancestors;
  private final ChildTemplates templates;
  private final Function<CustomerId, KnownTypes> types;
  private final Ports ports;

  /**
   * Sub-agendas.
   *
   * @param types the operation types that a customer's agendas may have
   * @param ask has an agenda looked at
   */
  Children(
      Ports ports,
      Function<CustomerId, KnownTypes> types,
      Consumer<AgendaKey> ask,
      Ids ids,
      InstantSource clock) {
    this.ports = ports;
    this.rows = new AgendaRows(ports.items(), ports.blobs());
    this.acceptance = new Acceptance(ports, ids, clock);
    this.signalling = new Signalling(ports, ask, ids, clock);
    this.results = new ChildResults(ports, rows);
    this.ancestors = new Ancestors(ports, rows);
    this.templates = new ChildTemplates(ports);
    this.types = types;
  }

  /** The types that are built in and can be run beside these processes. */
  static Set<String> typesBeside(OperationLauncher processes) {
    var places =
        processes instanceof NoProcesses
            ? Set.of(HandlerSpec.Place.RESIDENT, HandlerSpec.Place.QUEUE)
            : Set.of(HandlerSpec.Place.values());
    return HandlerSpec.typesAt(places);
  }

  /**
   * How the attempt ended, or empty while its agenda is not over; submits the agenda if there is
   * none. Cost: 1 read unit, and a submit the first time.
   */
  Optional<Ending> look(
      OperationKey operation,
      int attempt,
      OperationSpec spec,
      CorrelationId correlationId,
      Resolved resolved) {
    AgendaKey child = SubAgendas.of(operation, attempt);
    Optional<RunRow> row = rows.run(child);
    return row.isPresent()
        ? row.filter(run -> run.state() == AgendaState.COMPLETE).map(results::ending)
        : submit(operation, attempt, child, spec, correlationId, resolved);
  }

  private Optional<Ending> submit(
      OperationKey operation,
      int attempt,
      AgendaKey child,
      OperationSpec spec,
      CorrelationId correlationId,
      Resolved resolved) {
    int depth = ancestors.depthBelow(operation.agenda());
    if (depth > SubAgendas.MAX_DEPTH) {
      return failed(
          "too-deep", "Agendas lie at most " + SubAgendas.MAX_DEPTH + " deep in each other.");
    }
    return switch (read(spec, resolved, child.customer())) {
      case ChildDocument.Refused(Diagnostic why) -> Optional.of(new Ending.Failed(why));
      case ChildDocument.Good(AgendaDocument document) -> {
        Optional<AgendaKey> holder =
            document
                .inventory()
                .flatMap(inventory -> ancestors.holder(operation.agenda(), inventory));
        if (holder.isPresent()) {
          yield failed(
              "inventory-held",
              "Agenda "
                  + holder.get().agenda()
                  + " waits for this one, and has its inventory meanwhile.");
        }
        var parent =
            new AgendaHeader.Parent(
                operation.agenda().agenda(), operation.operation(), attempt, depth);
        Optional<Admission> admission = rows.run(operation.agenda()).flatMap(RunRow::admission);
        if (admission.isEmpty()) {
          // It was reset since this look began, and waits in line: nobody waits for that attempt.
          yield Optional.empty();
        }
        Kin kin = Kin.of(parent, admission.get(), spec.requests());
        Amounts lacking = kin.lacking(document);
        if (!lacking.isZero()) {
          yield failed(NOT_REQUESTED, notRequested(lacking, document));
        }
        yield switch (acceptance.submit(
            child,
            document,
            Optional.of(kin),
            correlationId,
            Optional.of(SubAgendas.decide(operation.agenda(), child)))) {
          case Acceptance.Outcome.Accepted _ -> Optional.empty();
          case Acceptance.Outcome.NeverFits(var problems) when rows.run(child).isEmpty() ->
              failed("never-fits", problems.getFirst().message());
          case Acceptance.Outcome.Unbound(String because) when rows.run(child).isEmpty() ->
              failed("no-insight", "No available insights take its agenda: " + because + ".");
          case Acceptance.Outcome.Unbound _,
              Acceptance.Outcome.NeverFits _,
              Acceptance.Outcome.Refused _ ->
              // Refused, it was submitted meanwhile, or the attempt was ended before it could be.
              rows.run(child).isPresent()
                  ? Optional.empty()
                  : failed(
                      "cancelled",
                      "Its agenda is not there: deleted, or never submitted since this was over"
                          + " before.");
        };
      }
    };
  }

  private static String notRequested(Amounts lacking, AgendaDocument document) {
    Amounts floor = Floor.of(document).withAgendas(0);
    return "Its agenda holds "
        + floor
        + " from its begin to its end, and must have them of the agenda around it, which has"
        + " limits: the operation has to request as much. It lacks "
        + lacking
        + ".";
  }

  private ChildDocument read(OperationSpec spec, Resolved resolved, CustomerId customer) {
    if (!TemplateCall.is(resolved.payload())) {
      return ChildDocument.read(spec.payload(), resolved, customer, types.apply(customer));
    }
    var findings = new Findings();
    var call = TemplateCall.read(resolved.payload(), JsonPointer.WHOLE, findings);
    if (!findings.problems().isEmpty() || !resolved.secrets().isEmpty()) {
      return new ChildDocument.Refused(
          new Diagnostic(
              "bad-payload", "It is no call of a template, which takes a name, and no secrets."));
    }
    var known = types.apply(customer);
    return switch (templates.expand(customer, call, known)) {
      case ChildTemplates.Refused(Diagnostic why) -> new ChildDocument.Refused(why);
      case ChildTemplates.Made(Json.Obj document) ->
          ChildDocument.read(document, new Resolved(document), customer, known);
    };
  }

  /**
   * The attempt no longer counts: its agenda is cancelled, and never submitted if it is not there
   * yet. Cost: 1 read unit for one that is over.
   */
  void release(OperationKey operation, int attempt) {
    AgendaKey child = SubAgendas.of(operation, attempt);
    Optional<RunRow> row = rows.run(child);
    if (row.isEmpty()
        && ports.items().write(SubAgendas.decide(operation.agenda(), child)).isWritten()) {
      return;
    }
    boolean isOver = row.filter(run -> run.state() == AgendaState.COMPLETE).isPresent();
    if (!isOver) {
      rows.header(child).ifPresent(header -> cancel(header, operation));
    }
  }

  private void cancel(AgendaHeader child, OperationKey operation) {
    try {
      signalling.send(child, Signal.CANCEL, "agenda " + operation.agenda().agenda());
    } catch (FairleadException refused) {
      if (refused.code() != ErrorCode.AGENDA_OVER) {
        throw refused;
      }
    }
  }

  private static Optional<Ending> failed(String code, String message) {
    return Optional.of(new Ending.Failed(new Diagnostic(code, message)));
  }
}
