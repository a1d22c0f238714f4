package dev.fairlead.progress;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.explain.AgendaReason;
import dev.fairlead.core.explain.OperationReason;
import dev.fairlead.core.explain.OperationWaits;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Plan;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.Handlers;
import dev.fairlead.store.Place;
import dev.fairlead.wire.Times;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why an agenda and its operations are where they are. */
final class WhyEndpoint {
  /** Operations of which one answer tells. */
  private static final int MOST_OPERATIONS = 100;

  /** Sub-agendas that one answer looks into, for 3 reads each. */
  private static final int MOST_SUB_AGENDAS = 10;

  private final Runs runs;
  private final Reasons reasons;
  private final ItemStore items;
  private final Handlers handlers;
  private final InstantSource clock;

  WhyEndpoint(Runs runs, Reasons reasons, ItemStore items, InstantSource clock) {
    this.runs = runs;
    this.reasons = reasons;
    this.items = items;
    this.handlers = new Handlers(items, clock);
    this.clock = clock;
  }

  Reply why(Call call) {
    AgendaHeader header = runs.header(call);
    AgendaRun run = runs.run(header);
    Plan plan = runs.plan(header, run);
    Instant now = clock.instant();
    Reasons.Found whole = reasons.of(header, plan, run, now);
    List<String> asked =
        call.text(Parameter.OPERATION)
            .map(name -> List.of(found(plan, name)))
            .orElseGet(() -> open(plan, run));
    List<String> shown = asked.subList(0, Math.min(MOST_OPERATIONS, asked.size()));
    // Of many operations nobody reads when each was heard of last.
    boolean withHeartbeats = shown.size() == 1;
    var waits =
        new OperationWaits(
            plan, run, new StoredFacts(items, handlers, header.key(), plan, withHeartbeats), now);
    var operations = new ArrayList<Json>();
    int lookedInto = 0;
    for (String name : shown) {
      OperationReason reason = waits.of(name);
      var json =
          Json.object()
              .put("operation", name)
              .put("state", run.operation(name).state().name())
              .put("reason", WhyJson.of(reason));
      if (reason instanceof OperationReason.SubAgenda sub && lookedInto++ < MOST_SUB_AGENDAS) {
        json.putIfPresent("subAgenda", reason(header, sub, now).map(WhyJson::of));
      }
      operations.add(json.build());
    }
    return Reply.json(
        Json.object()
            .put("agendaId", header.key().agenda().value())
            .put("state", whole.state(run).name())
            .put("reason", WhyJson.of(whole.reason()))
            .putText("moved", whole.sight().flatMap(_ -> moved(header)))
            .putIfPresent(
                "whatIfs",
                whole
                    .sight()
                    .map(Sight::whatIfs)
                    .filter(some -> !some.isEmpty())
                    .map(some -> Json.array(some.stream().map(WhyJson::of).toList())))
            .putIfPresent("dispatch", runs.row(header).admission().map(WhyJson::of))
            .put("operations", Json.array(operations))
            .put("moreOperations", asked.size() - shown.size())
            .build());
  }

  /** Whoever was never moved is as old in line as it is. */
  private Optional<String> moved(AgendaHeader header) {
    Instant added = header.addedAt().truncatedTo(ChronoUnit.MILLIS);
    return runs.row(header)
        .place()
        .map(Place::since)
        .filter(since -> !since.equals(added))
        .map(since ->
            since.isBefore(added)
                ? "It was bumped: it has the place of one of your agendas, added "
                    + Times.text(since)
                    + "."
                : "One of your agendas, added "
                    + Times.text(since)
                    + ", was bumped to its place, and it has that one's.");
  }

  private Optional<AgendaReason> reason(
      AgendaHeader parent, OperationReason.SubAgenda sub, Instant now) {
    var key = new AgendaKey(parent.key().customer(), new AgendaId(sub.agenda()));
    return runs.header(key)
        .map(child -> {
          AgendaRun run = runs.run(child);
          return reasons.of(child, runs.plan(child, run), run, now).reason();
        });
  }

  private static String found(Plan plan, String name) {
    return plan.graph()
        .find(name)
        .orElseThrow(() ->
            new FairleadException(
                ErrorCode.NOT_FOUND, "The agenda has no operation " + name + "."));
  }

  /** What is not over; items of lists are told of by their operation. */
  private static List<String> open(Plan plan, AgendaRun run) {
    return run.state() == AgendaState.READY
        ? List.of()
        : plan.operations().values().stream()
            .filter(spec -> !(spec.expansion() instanceof Expansion.Element))
            .map(OperationSpec::name)
            .filter(name -> !run.operation(name).isComplete())
            .toList();
  }
}
