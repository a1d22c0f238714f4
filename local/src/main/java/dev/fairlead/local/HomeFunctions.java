package dev.fairlead.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.fairlead.agendaservice.AgendaService;
import dev.fairlead.authorizer.Authorizer;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.catalog.Route;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.port.OperationLauncher;
import dev.fairlead.core.port.Ports;
import dev.fairlead.endpoint.Endpoint;
import dev.fairlead.endpoint.JsonLines;
import dev.fairlead.endpoint.RouteTable;
import dev.fairlead.endpoint.Router;
import dev.fairlead.lambda.AuthorizerShell;
import dev.fairlead.lambda.HttpShell;
import dev.fairlead.lambda.QueueShell;
import dev.fairlead.lambda.ScheduleShell;
import dev.fairlead.progress.ProgressService;
import dev.fairlead.reapers.OutboxSweeper;
import dev.fairlead.reapers.PermitSweeper;
import dev.fairlead.reapers.Reclaimer;
import dev.fairlead.resourcepool.executor.Executor;
import dev.fairlead.resourcepool.executor.Patience;
import dev.fairlead.resourcepool.scheduler.Scheduler;
import dev.fairlead.store.identity.ApiTokens;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All functions over one set of ports, behind the shells that AWS calls them through. No threads
 * and no loops: a host with threads and the simulator both drive this.
 */
public final class HomeFunctions {
  private static final String HOLDER = "home";

  private final RouteTable<Route> routes;
  private final Map<FunctionSpec, HttpShell> http = new EnumMap<>(FunctionSpec.class);
  private final Map<FunctionSpec, QueueShell> queues = new EnumMap<>(FunctionSpec.class);
  private final Map<FunctionSpec, ScheduleShell> schedules = new EnumMap<>(FunctionSpec.class);
  private final Reclaimer reclaimer;
  private final HttpShell elsewhere;
  private final AuthorizerShell authorizer;

  /**
   * Composes the functions; calls nothing yet.
   *
   * @param log gets a line of JSON for each call and batch
   */
  public HomeFunctions(
      Ports ports,
      OperationLauncher processes,
      Ids ids,
      InstantSource clock,
      Consumer<String> log) {
    var lines = new JsonLines(log);

    var tokens = new ApiTokens(ports.items(), ids, clock);
    authorizer = new AuthorizerShell(new Authorizer(tokens));
    var types = HandlerSpec.typesAt(EnumSet.allOf(HandlerSpec.Place.class));
    var agendas = new AgendaService(ports, types, ids, clock);
    http.put(
        FunctionSpec.AGENDA_SERVICE,
        new HttpShell(
            new Router<>(List.of(Route.Agenda.values()), agendas::endpoint, ids, clock, lines)));
    var progress = new ProgressService(ports);
    http.put(
        FunctionSpec.PROGRESS_SERVICE,
        new HttpShell(
            new Router<>(List.of(Route.Progress.values()), progress::endpoint, ids, clock, lines)));
    List<Route> all =
        Stream.<Route>concat(Stream.of(Route.Agenda.values()), Stream.of(Route.Progress.values()))
            .toList();
    routes = RouteTable.of(all);
    elsewhere = new HttpShell(new Router<>(all, HomeFunctions::neverReached, ids, clock, lines));

    var scheduler = Scheduler.fifo(ports, clock, HOLDER);
    var executor = new Executor(ports, processes, Patience.AT_HOME, ids, clock);
    reclaimer = new Reclaimer(ports, Patience.AT_HOME.agenda(), clock);
    queues.put(FunctionSpec.SCHEDULER, QueueShell.singly(scheduler::wake, clock, lines));
    queues.put(FunctionSpec.PERMIT, QueueShell.singly(executor::permit, clock, lines));
    queues.put(FunctionSpec.EXECUTOR, QueueShell.batches(executor::reports, clock, lines));
    queues.put(FunctionSpec.ALARM, QueueShell.singly(reclaimer::alarm, clock, lines));
    schedules.put(FunctionSpec.SCHEDULER_TICK, new ScheduleShell(scheduler::tick));
    schedules.put(FunctionSpec.RECLAIMER, new ScheduleShell(reclaimer::sweep));
    schedules.put(
        FunctionSpec.OUTBOX_SWEEPER, new ScheduleShell(new OutboxSweeper(ports, clock)::sweep));
    schedules.put(
        FunctionSpec.PERMIT_SWEEPER, new ScheduleShell(new PermitSweeper(ports, clock)::sweep));
  }

  /** Has every running agenda looked at, as one that an earlier host may have left half-way. */
  public void recover() {
    reclaimer.recover();
  }

  /** Has a function handle a batch; what it returns is to be delivered again. */
  public SQSBatchResponse deliver(FunctionSpec function, SQSEvent event) {
    return required(queues, function).serve(event);
  }

  /** Does one turn of what a schedule runs. */
  public void fire(ScheduleSpec schedule) {
    required(schedules, schedule.function()).serve(new ScheduledEvent());
  }

  /** Answers a request whose authorizer context is already in the event. */
  public APIGatewayProxyResponseEvent call(APIGatewayProxyRequestEvent event) {
    return switch (routes.match(event.getHttpMethod(), event.getPath())) {
      case RouteTable.Match.Found<Route>(Route route, _) ->
          required(http, route.function()).serve(event);
      case RouteTable.Match.OtherMethods<Route> _, RouteTable.Match.NoSuchPath<Route> _ ->
          elsewhere.serve(event);
    };
  }

  /** Asks the custom authorizer, which throws when the credentials are worth nothing. */
  public IamPolicyResponse authorize(APIGatewayCustomAuthorizerEvent event) {
    return authorizer.serve(event);
  }

  private static <V> V required(Map<FunctionSpec, V> shells, FunctionSpec function) {
    return Optional.ofNullable(shells.get(function))
        .orElseThrow(() -> new IllegalArgumentException(function + " has no such trigger"));
  }

  /** A router that is only asked what matches no route has no endpoint to reach. */
  private static Endpoint neverReached(Route route) {
    return _ -> {
      throw new IllegalStateException(route + " belongs to " + route.function());
    };
  }
}
