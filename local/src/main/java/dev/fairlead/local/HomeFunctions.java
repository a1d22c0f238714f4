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
import dev.fairlead.catalog.HostRoute;
import dev.fairlead.catalog.Route;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.lease.Drivers;
import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.port.HttpCaller;
import dev.fairlead.core.port.HttpCaller.Trouble;
import dev.fairlead.core.port.HttpCaller.Unanswered;
import dev.fairlead.core.port.OperationLauncher;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.QueueProvisioner;
import dev.fairlead.endpoint.Endpoint;
import dev.fairlead.endpoint.JsonLines;
import dev.fairlead.endpoint.RouteTable;
import dev.fairlead.endpoint.Router;
import dev.fairlead.lambda.AuthorizerShell;
import dev.fairlead.lambda.HttpShell;
import dev.fairlead.lambda.QueueShell;
import dev.fairlead.lambda.ScheduleShell;
import dev.fairlead.launcher.NoCluster;
import dev.fairlead.launcher.PodLauncher;
import dev.fairlead.launcher.PodMonitor;
import dev.fairlead.launcher.PodReaper;
import dev.fairlead.launcher.PodReports;
import dev.fairlead.local.GrantedPorts.GrantUse;
import dev.fairlead.progress.ProgressService;
import dev.fairlead.reapers.DataObjectReaper;
import dev.fairlead.reapers.OutboxSweeper;
import dev.fairlead.reapers.PermitSweeper;
import dev.fairlead.reapers.Reclaimer;
import dev.fairlead.resourcepool.access.AccessService;
import dev.fairlead.resourcepool.allocator.Allocator;
import dev.fairlead.resourcepool.executor.Executor;
import dev.fairlead.resourcepool.executor.Patience;
import dev.fairlead.resourcepool.provisioner.InsightProvisioner;
import dev.fairlead.resourcepool.scheduler.Scheduler;
import dev.fairlead.store.identity.ApiTokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All functions over one set of ports, behind the shells that AWS calls them through. No threads
 * and no loops: a host with threads and the simulator both drive this.
 */
public final class HomeFunctions {
  /** Nothing at home waits for a turn of the reaper. */
  private static final Duration REAPING_TURN = Duration.ofSeconds(30);

  private static final RouteTable<Route> ROUTES = RouteTable.of(Route.all());
  private static final RouteTable<Route> AGENDA_ROUTES = RouteTable.of(AgendaService.ROUTES);
  private static final RouteTable<Route.Progress> PROGRESS_ROUTES =
      RouteTable.of(List.of(Route.Progress.values()));

  private static final RouteTable<HostRoute> HOST_ROUTES =
      RouteTable.of(List.of(HostRoute.values()));

  private final Map<FunctionSpec, AuthorizerShell> authorizers = new EnumMap<>(FunctionSpec.class);
  private final Map<FunctionSpec, HttpShell> http = new EnumMap<>(FunctionSpec.class);
  private final Map<FunctionSpec, QueueShell> queues = new EnumMap<>(FunctionSpec.class);
  private final Map<FunctionSpec, ScheduleShell> schedules = new EnumMap<>(FunctionSpec.class);
  private final DataObjectReaper.Policy reaping;
  private final Reclaimer reclaimer;
  private final HomeUploads uploads;
  private final HttpShell elsewhere;
  private final PodReports podReports;

  /**
   * Composes the functions, with nothing outside that they could call; calls nothing yet.
   *
   * @param provisioner has queues come and go; who drives the functions reads those
   * @param log gets a line of JSON for each call and batch
   */
  public HomeFunctions(
      Ports ports,
      QueueProvisioner provisioner,
      OperationLauncher processes,
      Ids ids,
      InstantSource clock,
      Consumer<String> log) {
    this(
        ports,
        provisioner,
        processes,
        _ -> new Unanswered(Trouble.UNREACHABLE, "Nothing is outside."),
        new NoCluster(),
        ids,
        clock,
        log,
        DataObjectReaper.Policy.DEFAULT_RETENTION,
        (_, _) -> {});
  }

  /**
   * Composes the functions, watched.
   *
   * @param outside calls servers that are none of ours
   * @param cluster where pods run
   * @param retention from an agenda's end to its deletion
   * @param uses is told which grants are used
   */
  HomeFunctions(
      Ports ports,
      QueueProvisioner provisioner,
      OperationLauncher processes,
      HttpCaller outside,
      PodCluster cluster,
      Ids ids,
      InstantSource clock,
      Consumer<String> log,
      Duration retention,
      GrantUse uses) {
    var lines = new JsonLines(log);
    reaping = new DataObjectReaper.Policy(retention, REAPING_TURN, false);
    uploads = new HomeUploads(ports.blobs(), ids, clock);
    reclaimer =
        new Reclaimer(
            GrantedPorts.of(FunctionSpec.RECLAIMER, ports, uses), Patience.AT_HOME.agenda(), clock);
    elsewhere = new HttpShell(new Router<>(ROUTES, HomeFunctions::neverReached, ids, clock, lines));
    var turns =
        new InsightProvisioner(
            GrantedPorts.of(FunctionSpec.INSIGHT_PROVISIONER, ports, uses),
            GrantedPorts.of(FunctionSpec.INSIGHT_PROVISIONER, provisioner, uses),
            clock);
    schedules.put(FunctionSpec.INSIGHT_PROVISIONER, new ScheduleShell(turns::turn));
    podReports = podReports(FunctionSpec.POD_MONITOR, ports, cluster, clock, uses);
    composePods(ports, cluster, clock, lines, uses);
    for (FunctionSpec function : FunctionSpec.values()) {
      compose(
          function, GrantedPorts.of(function, ports, uses), processes, outside, ids, clock, lines);
    }
  }

  /** Each as its entry point composes it on AWS, but with processes, and less patient. */
  private void compose(
      FunctionSpec function,
      Ports ports,
      OperationLauncher processes,
      HttpCaller outside,
      Ids ids,
      InstantSource clock,
      JsonLines lines) {
    switch (function) {
      case AUTHORIZER ->
          authorizers.put(
              function,
              new AuthorizerShell(new Authorizer(new ApiTokens(ports.items(), ids, clock))));
      case AGENDA_SERVICE -> {
        var types = HandlerSpec.typesAt(EnumSet.allOf(HandlerSpec.Place.class));
        var service = new AgendaService(ports, uploads, types, ids, clock);
        http.put(
            function,
            new HttpShell(new Router<>(AGENDA_ROUTES, service::endpoint, ids, clock, lines)));
      }
      case PROGRESS_SERVICE -> {
        var service = new ProgressService(ports, clock);
        http.put(
            function,
            new HttpShell(new Router<>(PROGRESS_ROUTES, service::endpoint, ids, clock, lines)));
      }
      case SCHEDULER -> {
        var scheduler = new Scheduler(ports, clock);
        queues.put(function, QueueShell.batches(scheduler::wake, clock, lines));
      }
      case SCHEDULER_TICK ->
          schedules.put(function, new ScheduleShell(new Scheduler(ports, clock)::tick));
      case PERMIT -> {
        var executor = new Executor(ports, processes, outside, Patience.AT_HOME, ids, clock);
        queues.put(function, QueueShell.singly(executor::permit, clock, lines));
      }
      case EXECUTOR -> {
        var executor = new Executor(ports, processes, outside, Patience.AT_HOME, ids, clock);
        queues.put(function, QueueShell.batches(executor::reports, clock, lines));
      }
      case ALARM -> {
        var ringing = new Reclaimer(ports, Patience.AT_HOME.agenda(), clock);
        queues.put(function, QueueShell.batches(ringing::alarms, clock, lines));
      }
      case ALLOCATOR -> {
        var allocator = new Allocator(ports, Drivers::find, ids, clock);
        queues.put(function, QueueShell.singly(allocator::wake, clock, lines));
      }
      case ALLOCATOR_TICK ->
          schedules.put(
              function, new ScheduleShell(new Allocator(ports, Drivers::find, ids, clock)::tick));
      case LEASE_ACCESS -> {
        var service = new AccessService(ports, Drivers::find, clock);
        http.put(
            function,
            new HttpShell(new Router<>(HOST_ROUTES, service::endpoint, ids, clock, lines)));
      }
      case RECLAIMER -> schedules.put(function, new ScheduleShell(reclaimer::sweep));
      case OUTBOX_SWEEPER ->
          schedules.put(function, new ScheduleShell(new OutboxSweeper(ports, clock)::sweep));
      case PERMIT_SWEEPER ->
          schedules.put(function, new ScheduleShell(new PermitSweeper(ports, clock)::sweep));
      case DATA_OBJECT_REAPER ->
          schedules.put(
              function,
              new ScheduleShell(new DataObjectReaper(ports, reaping, clock, lines)::sweep));
      // Composed before the others: they have ports of their own.
      case INSIGHT_PROVISIONER, POD_LAUNCHER, POD_MONITOR, POD_REAPER -> {}
    }
  }

  private void composePods(
      Ports ports, PodCluster cluster, InstantSource clock, JsonLines lines, GrantUse uses) {
    var launching = FunctionSpec.POD_LAUNCHER;
    var launcher =
        new PodLauncher(
            GrantedPorts.of(launching, cluster, uses),
            podReports(launching, ports, cluster, clock, uses),
            GrantedPorts.of(launching, ports, uses),
            clock);
    queues.put(launching, QueueShell.batches(launcher::orders, clock, lines));
    var monitor =
        new PodMonitor(GrantedPorts.of(FunctionSpec.POD_MONITOR, cluster, uses), podReports);
    schedules.put(FunctionSpec.POD_MONITOR, new ScheduleShell(monitor::sweep));
    var reaper =
        new PodReaper(
            GrantedPorts.of(FunctionSpec.POD_REAPER, cluster, uses),
            GrantedPorts.of(FunctionSpec.POD_REAPER, ports, uses),
            clock);
    schedules.put(FunctionSpec.POD_REAPER, new ScheduleShell(reaper::sweep));
  }

  private static PodReports podReports(
      FunctionSpec function, Ports ports, PodCluster cluster, InstantSource clock, GrantUse uses) {
    return new PodReports(
        GrantedPorts.of(function, cluster, uses),
        GrantedPorts.of(function, ports, uses),
        PodReports.Logs.LIVE,
        clock);
  }

  /** Tells of pods as they change, where something watches them. */
  PodReports podReports() {
    return podReports;
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
    return switch (ROUTES.match(event.getHttpMethod(), event.getPath())) {
      case RouteTable.Match.Found<Route>(Route route, _) ->
          required(http, route.function()).serve(event);
      case RouteTable.Match.OtherMethods<Route> _, RouteTable.Match.NoSuchPath<Route> _ ->
          elsewhere.serve(event);
    };
  }

  /** What is put beside the API, as into S3. */
  HomeUploads uploads() {
    return uploads;
  }

  /** Asks the custom authorizer, which throws when the credentials are worth nothing. */
  public IamPolicyResponse authorize(APIGatewayCustomAuthorizerEvent event) {
    return required(authorizers, FunctionSpec.AUTHORIZER).serve(event);
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
