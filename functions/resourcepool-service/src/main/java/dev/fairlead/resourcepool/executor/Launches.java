package dev.fairlead.resourcepool.executor;

import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.catalog.HandlerSpec.Place;
import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.HttpPayload;
import dev.fairlead.core.agenda.OperationOutputs;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.References;
import dev.fairlead.core.agenda.Token;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.OperationLauncher;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.Growth;
import dev.fairlead.core.run.Intent;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.Plan;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.resourcepool.resident.ResidentHandlers.Look;
import dev.fairlead.store.Handlers;
import dev.fairlead.store.OperationRows;
import dev.fairlead.store.Outputs;
import dev.fairlead.store.ProgressRows;
import dev.fairlead.store.SubAgendas;
import dev.fairlead.wire.PodMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts an operation's attempt where its type says, or asks there how it is. */
final class Launches {
  /** Delays of messages end here; what wakes later is found by the agenda's alarm. */
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private static final Diagnostic NO_POD =
      new Diagnostic("dependent", "Work of its type is done on hosts; a dependent is a pod.");

  private final MessageQueue queues;
  private final WorkOrders orders;
  private final PodOrders pods;
  private final HostOrders hosts;
  private final Handlers handlers;
  private final OperationLauncher processes;
  private final OperationRows operationRows;
  private final ProgressRows progressRows;
  private final Outputs outputs;
  private final Residents residents;
  private final HttpOperations http;
  private final Children children;
  private final Conditions conditions;
  private final InstantSource clock;

  Launches(
      MessageQueue queues,
      PodOrders pods,
      Handlers handlers,
      OperationLauncher processes,
      OperationRows operationRows,
      ProgressRows progressRows,
      Outputs outputs,
      Residents residents,
      HttpOperations http,
      Children children,
      InstantSource clock) {
    this.queues = queues;
    this.orders = new WorkOrders(queues);
    this.pods = pods;
    this.hosts = new HostOrders(queues, pods);
    this.handlers = handlers;
    this.processes = processes;
    this.operationRows = operationRows;
    this.progressRows = progressRows;
    this.outputs = outputs;
    this.residents = residents;
    this.http = http;
    this.children = children;
    this.conditions = new Conditions(outputs);
    this.clock = clock;
  }

  /**
   * What is known of the attempt at once; empty when its reports come by the queue.
   *
   * @param moments gets the moment at which the agenda has to look again
   * @param calls what begins to call a server takes room from it, or is left for later
   */
  List<Report> launch(
      AgendaKey agenda,
      Plan plan,
      AgendaRun run,
      Intent.Launch intent,
      Moments moments,
      CallRoom calls) {
    String operation = intent.operation();
    int attempt = intent.attempt();
    OperationSpec spec = spec(plan, operation);
    boolean isCall =
        spec.type().equals(HttpPayload.TYPE) && !(spec.expansion() instanceof Expansion.ForEach);
    if (isCall && !calls.take()) {
      return List.of();
    }
    // What has started once had something to do.
    boolean isNew = run.operation(operation).startedAt().isEmpty();
    Optional<Ending> ending =
        isNew ? conditions.decide(agenda, plan, run, spec.when()) : Optional.empty();
    if (ending.isPresent()) {
      return List.of(notStarted(operation, attempt, ending.get()));
    }
    var key = new OperationKey(agenda, operation);
    if (spec.expansion() instanceof Expansion.ForEach list) {
      return List.of(items(key, plan, run, spec, list, attempt));
    }
    return switch (resolve(key, attempt, plan, run, spec)) {
      case References.Unresolvable(List<Problem> problems) ->
          List.of(neverStarted(operation, attempt, diagnostic(problems)));
      case References.Resolved resolved when spec.type().equals(SubAgendas.TYPE) ->
          child(key, plan, spec, resolved, run.operation(operation), attempt);
      case References.Resolved _ when isCall ->
          List.of(
              new Report.Started(
                  operation, attempt, 1 + starts(run, operation, attempt), clock.instant()));
      case References.Resolved resolved ->
          switch (handlers
              .place(agenda.customer(), spec.type())
              .orElse(HandlerSpec.placeOf(spec.type()))) {
            case RESIDENT ->
                resident(key, spec, resolved, run.operation(operation), attempt, plan, moments);
            case PROCESS -> {
              processes.launch(
                  new OperationLauncher.Order(
                      key,
                      attempt,
                      spec.type(),
                      plan.correlationId(),
                      resolved.payload(),
                      resolved.secrets(),
                      lastProgress(key, attempt)));
              yield List.of();
            }
            case POD -> {
              pods.launch(
                  key,
                  run.operation(operation),
                  spec,
                  plan.correlationId(),
                  resolved,
                  lastProgress(key, attempt),
                  parent(plan, spec));
              yield List.of();
            }
            case HOST -> {
              if (spec.expansion() instanceof Expansion.Dependent) {
                yield List.of(neverStarted(operation, attempt, NO_POD));
              }
              hosts.launch(
                  key,
                  run.operation(operation),
                  spec,
                  plan.correlationId(),
                  resolved,
                  lastProgress(key, attempt),
                  run.startedAt().orElseGet(clock::instant));
              yield List.of();
            }
            case QUEUE ->
                orders
                    .send(
                        key,
                        attempt,
                        spec.type(),
                        plan.correlationId(),
                        resolved,
                        lastProgress(key, attempt))
                    .stream()
                    .map(refused -> neverStarted(operation, attempt, refused))
                    .toList();
          };
    };
  }

  /**
   * Calls the servers of those operations that an entry has just told to have started: whoever
   * wrote it, and nobody else, makes these calls. Waits for the answers.
   */
  List<Report> call(AgendaKey agenda, Plan plan, AgendaRun run, List<Change> entry) {
    return http.call(
        entry.stream()
            .flatMap(change ->
                change instanceof Change.OperationStarted started
                    ? Stream.of(started)
                    : Stream.empty())
            .filter(started -> spec(plan, started.operation()).type().equals(HttpPayload.TYPE))
            .filter(started -> isRunning(run.operation(started.operation()), started.attempt()))
            .flatMap(started -> order(agenda, plan, run, started).stream())
            .toList());
  }

  private static boolean isRunning(OperationRun operation, int attempt) {
    return operation.lease().filter(lease -> lease.attempt() == attempt).isPresent();
  }

  /** Empty if what it references is gone; then it is looked at again, and that is told. */
  private Optional<HttpOperations.Order> order(
      AgendaKey agenda, Plan plan, AgendaRun run, Change.OperationStarted started) {
    var key = new OperationKey(agenda, started.operation());
    OperationSpec spec = spec(plan, started.operation());
    return resolve(key, started.attempt(), plan, run, spec) instanceof References.Resolved resolved
        ? Optional.of(
            new HttpOperations.Order(
                key,
                started.attempt(),
                started.starts(),
                started.at(),
                plan.correlationId(),
                resolved))
        : Optional.empty();
  }

  private static int starts(AgendaRun run, String operation, int attempt) {
    return run.operation(operation).attempts().starts().getOrDefault(attempt, 0);
  }

  /**
   * Has the agenda look again at these moments; what is later than a message can be delayed is left
   * to the agenda's alarm, which looks anyway. Cost: 1 request per 10 moments.
   */
  void wake(AgendaKey agenda, Set<Instant> moments) {
    Instant now = clock.instant();
    List<MessageQueue.Outgoing> alarms =
        moments.stream()
            .map(moment -> Duration.between(now, moment))
            .filter(delay -> delay.compareTo(LONGEST_DELAY) <= 0)
            .map(delay -> delay.isNegative() ? Duration.ZERO : delay)
            .map(delay -> MessageQueue.Outgoing.later(agenda.toString(), delay))
            .toList();
    if (!alarms.isEmpty()) {
      queues.send(QueueSpec.ALARMS.queueName(), alarms);
    }
  }

  /** Tells an attempt what came of what it asked for beside itself, as far as it is settled. */
  void answer(AgendaKey agenda, Plan plan, AgendaRun run, Intent.Answer intent) {
    var answers = DependentAnswers.of(run, intent, ended -> outputs.of(agenda, run, ended));
    if (!answers.isEmpty()) {
      pods.answer(
          new OperationKey(agenda, intent.operation()),
          intent.attempt(),
          spec(plan, intent.operation()).type(),
          answers);
    }
  }

  private static Optional<PodMessage.Parent> parent(Plan plan, OperationSpec spec) {
    return spec.expansion() instanceof Expansion.Dependent(String of, int attempt)
        ? Optional.of(new PodMessage.Parent(of, attempt, spec(plan, of).type()))
        : Optional.empty();
  }

  /** The attempt no longer counts. */
  void release(AgendaKey agenda, Plan plan, String operation, int attempt) {
    if (spec(plan, operation).type().equals(SubAgendas.TYPE)) {
      children.release(new OperationKey(agenda, operation), attempt);
      return;
    }
    var key = new OperationKey(agenda, operation);
    switch (place(plan, operation)) {
      case PROCESS -> processes.release(key, attempt);
      case POD, HOST -> releaseRegistered(key, attempt, spec(plan, operation).type());
      case RESIDENT, QUEUE -> {
        // What they do of it changes nothing any more.
      }
    }
  }

  /** Nobody knows where it was started if its handler is gone meanwhile. */
  private void releaseRegistered(OperationKey key, int attempt, String type) {
    Optional<Place> known = handlers.place(key.agenda().customer(), type);
    if (!known.equals(Optional.of(Place.HOST))) {
      pods.release(key, attempt, type);
    }
    if (!known.equals(Optional.of(Place.POD))) {
      hosts.release(key, attempt, type, clock.instant());
    }
  }

  /** Attempts of an agenda that there is not: nobody will ever ask for them. */
  void releaseAll(AgendaKey agenda, List<Report> reports) {
    for (Report report : reports) {
      if (report instanceof Report.Ended ended) {
        processes.release(new OperationKey(agenda, ended.operation()), ended.attempt());
      }
    }
  }

  /** First attempts follow upon none. Cost: nothing, or 1 query. */
  private Optional<OperationProgress.OfAttempt> lastProgress(OperationKey key, int attempt) {
    return attempt == 1 ? Optional.empty() : progressRows.before(key, attempt);
  }

  /** Whether a running attempt of the operation is told dead by missing heartbeats. */
  boolean beats(String operation, Plan plan) {
    return place(plan, operation) == Place.QUEUE;
  }

  private List<Report> child(
      OperationKey key,
      Plan plan,
      OperationSpec spec,
      References.Resolved resolved,
      OperationRun operation,
      int attempt) {
    Instant now = clock.instant();
    Optional<Instant> running = operation.lease().flatMap(lease -> lease.startedAt());
    Optional<Ending> ending = children.look(key, attempt, spec, plan.correlationId(), resolved);
    if (ending.isPresent()) {
      // Its end is told by the time after the look, which may take long: not before its agenda's.
      return List.of(
          new Report.Ended(
              key.operation(),
              attempt,
              1,
              Optional.of(running.orElse(now)),
              clock.instant(),
              ending.get()));
    }
    return running.isPresent()
        ? List.of()
        : List.of(new Report.Started(key.operation(), attempt, 1, now));
  }

  private List<Report> resident(
      OperationKey key,
      OperationSpec spec,
      References.Resolved resolved,
      OperationRun operation,
      int attempt,
      Plan plan,
      Moments moments) {
    Instant now = clock.instant();
    Optional<Instant> running = operation.lease().flatMap(lease -> lease.startedAt());
    Instant startedAt = running.orElse(now);
    return switch (residents.look(
        key.agenda().customer(),
        spec.type(),
        resolved,
        plan.document().timeScale(),
        Duration.between(startedAt, now))) {
      case Look.Done(Ending ending, String log) -> {
        if (!log.isEmpty()) {
          operationRows.keepLog(key, attempt, log, Optional.empty());
        }
        yield List.of(
            new Report.Ended(key.operation(), attempt, 1, Optional.of(startedAt), now, ending));
      }
      case Look.Until(Duration sinceStart) when running.isEmpty() -> {
        moments.wake(startedAt.plus(sinceStart));
        yield List.of(new Report.Started(key.operation(), attempt, 1, startedAt));
      }
      case Look.Until(Duration sinceStart) -> {
        moments.sleeps(key.operation(), startedAt.plus(sinceStart));
        yield List.of();
      }
    };
  }

  /** The list of an operation that is to be done item by item. */
  private Report items(
      OperationKey key,
      Plan plan,
      AgendaRun run,
      OperationSpec spec,
      Expansion.ForEach list,
      int attempt) {
    return switch (References.resolve(
        list.items(), outputs(key.agenda(), plan, run), tokens(key, attempt, plan, run, spec))) {
      case References.Unresolvable(List<Problem> problems) ->
          neverStarted(spec.name(), attempt, diagnostic(problems));
      // Submit refuses secrets in it.
      case References.Resolved(Json items, _) ->
          notStarted(spec.name(), attempt, new Ending.Succeeded(items));
    };
  }

  private References.Resolution resolve(
      OperationKey key, int attempt, Plan plan, AgendaRun run, OperationSpec spec) {
    return References.resolve(
        spec, outputs(key.agenda(), plan, run), tokens(key, attempt, plan, run, spec));
  }

  private Map<String, Json> tokens(
      OperationKey key, int attempt, Plan plan, AgendaRun run, OperationSpec spec) {
    var tokens = new HashMap<>(Token.values(key, attempt, plan.document(), plan.correlationId()));
    if (spec.expansion() instanceof Expansion.Element(String of, int index, String as)) {
      tokens.put(as, item(key.agenda(), run, of, index));
    }
    return tokens;
  }

  /** A large result is read once, however many places ask for something in it. */
  private OperationOutputs outputs(AgendaKey agenda, Plan plan, AgendaRun run) {
    var byName = new HashMap<String, Optional<Json>>();
    return (name, at) -> {
      Optional<OperationRun> operation = plan.graph().find(name).map(run::operation);
      return operation.filter(Outputs::isOfList).isPresent()
          ? operation.flatMap(list -> outputs.of(agenda, run, list, at))
          : byName.computeIfAbsent(
              name, _ -> operation.flatMap(found -> outputs.of(agenda, run, found)));
    };
  }

  private Json item(AgendaKey agenda, AgendaRun run, String of, int index) {
    return run.growths().stream()
        .filter(growth -> growth.by().equals(of))
        .flatMap(
            growth -> growth instanceof Growth.Elements list ? Stream.of(list) : Stream.empty())
        .findFirst()
        .map(list -> outputs.item(agenda, list, index))
        .orElseThrow(() -> new IllegalArgumentException("no list " + of));
  }

  private static Diagnostic diagnostic(List<Problem> problems) {
    return new Diagnostic(
        "reference",
        problems.stream()
            .map(problem -> String.format(Locale.ROOT, "%s: %s", problem.path(), problem.message()))
            .collect(Collectors.joining("; ")));
  }

  private Report neverStarted(String operation, int attempt, Diagnostic diagnostic) {
    return notStarted(operation, attempt, new Ending.Failed(diagnostic));
  }

  private Report notStarted(String operation, int attempt, Ending ending) {
    return new Report.Ended(operation, attempt, 0, Optional.empty(), clock.instant(), ending);
  }

  private static Place place(Plan plan, String operation) {
    return HandlerSpec.placeOf(spec(plan, operation).type());
  }

  private static OperationSpec spec(Plan plan, String operation) {
    return Optional.ofNullable(plan.operations().get(operation))
        .orElseThrow(() -> new IllegalArgumentException("no operation " + operation));
  }
}
