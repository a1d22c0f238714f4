package dev.fairlead.progress;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.agenda.ComponentWork;
import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Plan;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Endpoint;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Documents;
import dev.fairlead.store.Hold;
import dev.fairlead.store.Journal;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Outputs;
import dev.fairlead.store.ProgressRows;
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

  private final Documents documents;
  private final Journal journal;
  private final ProgressRows progressRows;
  private final Lines lines;
  private final InstantSource clock;
  private final InventoryEndpoints inventories;
  private final Runs runs;
  private final LogEndpoint logs;
  private final WhyEndpoint why;
  private final EtaEndpoint eta;
  private final SharesEndpoint shares;
  private final ArrivalsEndpoint arrivals;

  /** A progress service. */
  public ProgressService(Ports ports, InstantSource clock) {
    this.clock = clock;
    var rows = new AgendaRows(ports.items(), ports.blobs());
    this.documents = new Documents(rows);
    this.journal = new Journal(ports.items(), ports.blobs());
    this.progressRows = new ProgressRows(ports.items());
    this.runs =
        new Runs(rows, documents, journal, new RunPlans(documents, new Outputs(ports.blobs())));
    var reasons = new Reasons(runs, new LineReading(ports.items(), clock));
    this.logs = new LogEndpoint(runs, ports);
    this.why = new WhyEndpoint(runs, reasons, ports.items(), clock);
    this.eta = new EtaEndpoint(runs, reasons, rows, ports.items(), clock);
    this.shares = new SharesEndpoint(ports.items(), clock);
    this.arrivals = new ArrivalsEndpoint(rows, ports.items(), clock);
    this.lines = new Lines(ports.items());
    this.inventories = new InventoryEndpoints(ports.items());
  }

  /** What answers a route. */
  public Endpoint endpoint(Route.Progress route) {
    return switch (route) {
      case GET -> this::get;
      case EVENTS -> this::events;
      case LOGS -> logs::logs;
      case WHY -> why::why;
      case ETA -> eta::eta;
      case SHARES -> shares::shares;
      case ARRIVALS -> arrivals::arrivals;
      case LIST_INVENTORIES -> inventories::list;
      case GET_INVENTORY -> inventories::get;
    };
  }

  private Reply get(Call call) {
    AgendaHeader header = runs.header(call);
    AgendaRun run = runs.run(header);
    Plan plan = runs.plan(header, run);
    RunRow row = runs.row(header);
    Json.Obj view =
        RunView.of(
            header,
            row.insight().orElse(header.insight()),
            run.state() == AgendaState.READY ? state(header, row) : run.state(),
            run.state() == AgendaState.READY ? row.hold() : Optional.empty(),
            plan,
            run,
            Said.of(progressRows, header.key(), plan, run),
            new OperationPage(
                call.text(Parameter.ITEMS_OF),
                call.text(Parameter.AFTER_OPERATION),
                Math.toIntExact(call.whole(Parameter.OPERATION_LIMIT))),
            clock.instant());
    return Reply.json(
        row.admission().map(terms -> view.with("dispatch", WhyJson.of(terms))).orElse(view));
  }

  private Reply events(Call call) {
    AgendaHeader header = runs.header(call);
    long after = call.whole(Parameter.AFTER_EVENT);
    // Read before the journal: once it says COMPLETE, the last event is there to be read.
    RunRow run = runs.row(header);
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
        operations.putAll(runs.plan(header, runs.run(header)).operations());
      }
      return Optional.ofNullable(operations.get(name))
          .flatMap(OperationSpec::work)
          .map(ComponentWork::subject);
    };
  }

  /** Before the first journal entry: in line, dispatched, or just claimed. */
  private AgendaState state(AgendaHeader header, RunRow run) {
    if (run.state() != AgendaState.WAITING || run.hold().isPresent()) {
      return run.state();
    }
    return run.place().filter(place -> lines.isWaiting(place, header.key())).isPresent()
        ? AgendaState.WAITING
        : AgendaState.READY;
  }
}
