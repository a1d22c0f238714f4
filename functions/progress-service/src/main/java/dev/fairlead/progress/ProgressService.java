package dev.fairlead.progress;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.agenda.ComponentWork;
import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Handling;
import dev.fairlead.core.run.Plan;
import dev.fairlead.core.scheduling.Snapshot.Waiting;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Endpoint;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Documents;
import dev.fairlead.store.Hold;
import dev.fairlead.store.Journal;
import dev.fairlead.store.Lines;
import dev.fairlead.store.OperationRows;
import dev.fairlead.store.Outputs;
import dev.fairlead.store.ProgressRows;
import dev.fairlead.store.Recent;
import dev.fairlead.store.RunPlans;
import dev.fairlead.store.RunRow;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The progress service: an endpoint for each of its routes. Everything is read from the journal.
 */
public final class ProgressService {
  private static final int ENTRIES_PER_REPLY = 100;

  /** Whoever watches an agenda asks again; one of 10,000 operations has some 5 MB. */
  private static final int RECENT_RUNS = 16;

  private final AgendaRows rows;
  private final Documents documents;
  private final Journal journal;
  private final OperationRows operationRows;
  private final ProgressRows progressRows;
  private final Lines lines;
  private final RunPlans runPlans;
  private final InstantSource clock;
  private final InventoryEndpoints inventories;
  private final Recent<AgendaKey, AgendaRun> runs = new Recent<>(RECENT_RUNS);
  private final Recent<AgendaKey, Plan> plans = new Recent<>(RECENT_RUNS);

  /** A progress service. */
  public ProgressService(Ports ports, InstantSource clock) {
    this.clock = clock;
    this.rows = new AgendaRows(ports.items(), ports.blobs());
    this.documents = new Documents(rows);
    this.journal = new Journal(ports.items(), ports.blobs());
    this.operationRows = new OperationRows(ports.items());
    this.progressRows = new ProgressRows(ports.items());
    this.runPlans = new RunPlans(documents, new Outputs(ports.blobs()));
    this.lines = new Lines(ports.items());
    this.inventories = new InventoryEndpoints(ports.items());
  }

  /** What answers a route. */
  public Endpoint endpoint(Route.Progress route) {
    return switch (route) {
      case GET -> this::get;
      case EVENTS -> this::events;
      case LOGS -> this::logs;
      case LIST_INVENTORIES -> inventories::list;
      case GET_INVENTORY -> inventories::get;
    };
  }

  private Reply get(Call call) {
    AgendaHeader header = header(call);
    AgendaRun run = run(header);
    Plan plan = plan(header, run);
    RunRow row = row(header);
    return Reply.json(
        RunView.of(
            header,
            run.state() == AgendaState.READY ? state(header, row) : run.state(),
            run.state() == AgendaState.READY ? row.hold() : Optional.empty(),
            plan,
            run,
            Said.of(progressRows, header.key(), plan, run),
            new OperationPage(
                call.text(Parameter.ITEMS_OF),
                call.text(Parameter.AFTER_OPERATION),
                Math.toIntExact(call.whole(Parameter.OPERATION_LIMIT))),
            clock.instant()));
  }

  private Reply events(Call call) {
    AgendaHeader header = header(call);
    long after = call.whole(Parameter.AFTER_EVENT);
    // Read before the journal: once it says COMPLETE, the last event is there to be read.
    RunRow run = row(header);
    List<Journal.Entry> entries =
        journal.entries(header.key(), Math.max(0, EventView.entryOf(after) - 1), ENTRIES_PER_REPLY);
    List<Json> events = EventView.after(after, entries, subjects(header));
    long newest =
        entries.size() < ENTRIES_PER_REPLY
            ? EventView.newest(entries).orElse(after)
            : EventView.newest(journal.newest(header.key())).orElse(after);
    return Reply.json(
        Json.object()
            .put("events", Json.array(events))
            .put("last", Math.max(after, newest))
            .put(
                "state",
                (run.state() == AgendaState.WAITING ? state(header, run) : run.state()).name())
            .putText("held", run.hold().map(Hold::word))
            .putText("outcome", run.outcome().map(AgendaOutcome::word))
            .build());
  }

  private AgendaRun run(AgendaHeader header) {
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

  private Plan plan(AgendaHeader header, AgendaRun run) {
    Plan accepted =
        plans
            .find(header.key())
            .orElseGet(
                () -> RunPlans.accepted(header, documents.read(header), _ -> Handling.OF_LISTS));
    plans.keep(header.key(), accepted);
    return runPlans.now(header.key(), accepted, run);
  }

  /**
   * What operations do with components. Of most agendas nothing is to be looked up; of the others
   * the plan is read once an event asks for it.
   */
  private Function<String, Optional<String>> subjects(AgendaHeader header) {
    boolean hasSome =
        documents.read(header).operations().stream()
            .anyMatch(operation ->
                operation.work().isPresent()
                    || operation.expansion() instanceof Expansion.Generator);
    if (!hasSome) {
      return _ -> Optional.empty();
    }
    var operations = new HashMap<String, OperationSpec>();
    return name -> {
      if (operations.isEmpty()) {
        operations.putAll(plan(header, run(header)).operations());
      }
      return Optional.ofNullable(operations.get(name))
          .flatMap(OperationSpec::work)
          .map(ComponentWork::subject);
    };
  }

  private Reply logs(Call call) {
    AgendaHeader header = header(call);
    List<Json> logs =
        operationRows.logs(header.key(), call.text(Parameter.OPERATION)).stream()
            .map(log ->
                (Json)
                    Json.object()
                        .put("operation", log.operation())
                        .put("attempt", log.attempt())
                        .put("text", log.text())
                        .putIfPresent(
                            "partial",
                            log.partial() ? Optional.of(Json.of(true)) : Optional.empty())
                        .build())
            .toList();
    return Reply.json(Json.object().put("logs", Json.array(logs)).build());
  }

  private RunRow row(AgendaHeader header) {
    return rows.run(header.key()).orElseGet(() -> RunRow.accepted(header.key()));
  }

  /** Before the first journal entry: in line, dispatched, or just claimed. */
  private AgendaState state(AgendaHeader header, RunRow run) {
    if (run.state() != AgendaState.WAITING || run.hold().isPresent()) {
      return run.state();
    }
    return lines.isWaiting(header.insight(), new Waiting(header.key(), header.addedAt()))
        ? AgendaState.WAITING
        : AgendaState.READY;
  }

  /** The caller's customer is part of the key: another's agenda can't even be asked for. */
  private AgendaHeader header(Call call) {
    return Optional.of(call.path(Parameter.AGENDA_ID))
        .filter(AgendaId::isValid)
        .map(id -> new AgendaKey(call.caller().customer(), new AgendaId(id)))
        .flatMap(rows::header)
        .orElseThrow(() -> new FairleadException(ErrorCode.NOT_FOUND, "There is no such agenda."));
  }
}
