package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.Client.Answer;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.Route;
import dev.fairlead.catalog.Route.Access;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.port.OperationLauncher;
import dev.fairlead.core.port.Ports;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.local.HomeFunctions;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.identity.ApiTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One seed: everything in one thread, one step of one actor after the other. First things go wrong,
 * then it is calm and must come to its end.
 */
final class Simulation {
  private static final Duration MUST_BE_CALM = Duration.ofMinutes(30);
  private static final Duration MUST_BE_OVER = Duration.ofMinutes(90);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
  private static final Duration STALL = Duration.ofMinutes(4);
  private static final int STALLED_STEPS = 25;
  private static final int LOOKS = 3;

  /** Operations of an agenda that nothing disturbs, at most. */
  private static final int WIDEST = 500;

  /** What a seed came to. */
  record Result(
      List<String> problems,
      long events,
      int agendas,
      int operations,
      int widest,
      int faults,
      Map<Feature, Integer> features) {
    /**
     * What a seed came to.
     *
     * @param events lines of the trace
     * @param agendas planned
     * @param operations of these in all
     * @param widest the most operations of one
     * @param faults injected, races apart
     * @param features how often journals show something
     */
    Result {
      problems = List.copyOf(problems);
      features = Map.copyOf(features);
    }
  }

  private final SplittableRandom chance;
  private final SimulatedClock clock = new SimulatedClock();
  private final Trace trace;
  private final Turbulence turbulence;
  private final Ports real;
  private final EmbeddedAdapters adapters;
  private final Openings openings;
  private final Backlog backlog = new Backlog();
  private final Witness witness;
  private final Effects effects = new Effects();
  private final SimulatedProcesses processes;
  private final List<SimulatedWorker> workers = new ArrayList<>();
  private final List<QueueActor> pumps = new ArrayList<>();
  private final List<Submitter> submitters = new ArrayList<>();
  private final List<Signaller> signallers = new ArrayList<>();
  private final List<Redoer> redoers = new ArrayList<>();
  private final List<Actor> actors = new ArrayList<>();
  private final Set<Actor> acting = new HashSet<>();
  private final Acceptance acceptance;
  private final Scope scope;

  /**
   * Sets everything up.
   *
   * @param scope how much of the seed is run
   * @param sabotage what the functions get for the ports; the checks look at the real ones
   */
  Simulation(Seed seed, Scope scope, Coverage coverage, Sabotage sabotage, Trace.Reader reader) {
    this.scope = scope;
    this.chance = new SplittableRandom(seed.number());
    this.trace = new Trace(clock, reader);
    this.turbulence = new Turbulence(clock, chance.split(), trace, coverage, seed.aim());
    this.adapters = EmbeddedAdapters.inMemory(clock);
    this.real = adapters.ports();
    this.witness = new Witness(turbulence, real, Workload.customers());
    Ports bent = sabotage.ports(real);
    this.openings = queue -> adapters.nextVisibleAt(queue).orElse(Actor.NEVER);
    var queues = new SimulatedQueues(turbulence, bent.queues(), chance.split(), this::sentTo);
    var ports =
        new Ports(
            new SimulatedItems(turbulence, bent.items(), witness, backlog),
            queues,
            new SimulatedBlobs(turbulence, bent.blobs(), witness),
            bent.secrets());
    this.processes =
        new SimulatedProcesses(clock, chance.split(), turbulence, queues, witness, effects);
    OperationLauncher launcher = sabotage.launcher(processes);
    var ids = new Ids(clock, chance.split());
    var sandboxes =
        new Sandboxes(
            turbulence,
            chance.split(),
            () -> new HomeFunctions(ports, launcher, ids, clock, this::logged));
    var workload = new Workload(chance.split());
    List<PlannedAgenda> plans =
        scope.cut(scope.undisturbed() ? List.of(workload.undisturbed(WIDEST)) : workload.agendas());
    plans.forEach(plan -> turbulence.note(plan::toString));
    this.acceptance = new Acceptance(real, witness, plans);
    people(plans, sandboxes, new ApiTokens(real.items(), ids, clock));
    machines(queues, sandboxes);
  }

  private void people(List<PlannedAgenda> plans, Sandboxes sandboxes, ApiTokens tokens) {
    Map<CustomerId, Client> clients = new HashMap<>();
    for (CustomerId customer : Workload.customers()) {
      String secret =
          tokens.create(customer, EnumSet.of(Access.READ, Access.WRITE), Optional.empty()).secret();
      clients.put(customer, new Client(customer, secret, turbulence, sandboxes));
    }
    for (PlannedAgenda plan : plans) {
      submitters.add(
          new Submitter(
              plan,
              Optional.ofNullable(clients.get(plan.customer())).orElseThrow(),
              clock,
              chance.split(),
              witness,
              acceptance));
    }
    for (Submitter submitter : submitters) {
      signallers.add(new Signaller(submitter, clock, chance.split(), witness));
      redoers.add(new Redoer(submitter, clock, chance.split(), witness));
      actors.add(new Answerer(submitter, clock, chance.split(), witness));
    }
    actors.addAll(submitters);
    actors.addAll(signallers);
    actors.addAll(redoers);
    for (CustomerId customer : Workload.customers()) {
      Client client = Optional.ofNullable(clients.get(customer)).orElseThrow();
      actors.add(new Spy(client, submitters, clock, chance.split(), witness));
    }
  }

  private void machines(SimulatedQueues queues, Sandboxes sandboxes) {
    for (QueueTrigger trigger : QueueTrigger.values()) {
      pumps.add(new QueueActor(trigger, clock, turbulence, queues, openings, sandboxes));
    }
    // Most seeds have AWS's schedules, since a crash there is felt for longer.
    boolean atHome = chance.nextInt(8) == 0;
    for (ScheduleSpec schedule : ScheduleSpec.values()) {
      Duration every = atHome ? schedule.everyAtHome() : schedule.every();
      actors.add(new ScheduleActor(schedule, every, backlog, clock, turbulence, sandboxes));
    }
    workers.add(new SimulatedWorker(clock, turbulence, queues, openings, effects));
    workers.add(new SimulatedWorker(clock, turbulence, queues, openings, effects));
    actors.addAll(pumps);
    actors.addAll(workers);
    actors.add(processes);
  }

  /** Runs it to its end. */
  Result run() {
    try (adapters) {
      turbulence.begin(
          Math.min(scope.faults(), 3 + chance.nextInt(30)),
          scope.undisturbed() ? 0 : 20 + chance.nextInt(150),
          0.3 + 2 * chance.nextDouble(),
          new Turbulence.Others() {
            @Override
            public void goOn() {
              steps(1 + chance.nextInt(4));
            }

            @Override
            public void goOnForMinutes() {
              clock.advance(STALL);
              steps(STALLED_STEPS);
            }
          });
      untilOver(MUST_BE_CALM);
      turbulence.calm();
      turbulence.note(() -> "calm");
      if (!untilOver(MUST_BE_OVER)) {
        leftovers().forEach(left -> witness.problem("left for good: " + left));
      }
      Map<Feature, Integer> features = check();
      return new Result(
          witness.problems(),
          trace.lines(),
          submitters.size(),
          submitters.stream().mapToInt(each -> each.plan().everything().size()).sum(),
          sizes().max().orElse(0),
          turbulence.injected(),
          features);
    }
  }

  private IntStream sizes() {
    return submitters.stream().mapToInt(submitter -> submitter.plan().operations().size());
  }

  private void steps(int count) {
    for (int i = 0; i < count; i++) {
      step();
    }
  }

  /** One step of somebody who has something to do; else time passes. */
  private void step() {
    Instant now = clock.instant();
    List<Actor> ready = new ArrayList<>();
    Instant next = now.plus(BETWEEN_LOOKS);
    for (Actor actor : actors) {
      if (actor.isReentrant() || !acting.contains(actor)) {
        Instant due = actor.due();
        if (!due.isAfter(now)) {
          ready.add(actor);
        } else if (due.isBefore(next)) {
          next = due;
        }
      }
    }
    if (ready.isEmpty()) {
      clock.reach(next);
      return;
    }
    Actor actor = ready.get(chance.nextInt(ready.size()));
    boolean first = acting.add(actor);
    try {
      actor.act();
    } catch (Crash crash) {
      turbulence.note(() -> "CRASH " + crash.getMessage());
    } finally {
      if (first) {
        acting.remove(actor);
      }
    }
  }

  /** Goes on until nothing is left to do, or so much time has passed, or it just got calm. */
  private boolean untilOver(Duration limit) {
    boolean turbulent = !turbulence.isCalm();
    Instant end = clock.instant().plus(limit);
    Instant look = clock.instant();
    while (clock.instant().isBefore(end) && turbulent != turbulence.isCalm()) {
      step();
      if (!clock.instant().isBefore(look)) {
        look = clock.instant().plus(BETWEEN_LOOKS);
        boolean idle =
            Stream.of(submitters, signallers, redoers)
                .flatMap(List::stream)
                .allMatch(person -> person.due().equals(Actor.NEVER));
        if (idle && backlog.isEmpty() && leftovers().isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  private List<String> leftovers() {
    return new Leftovers(real, processes, workers).find();
  }

  private Map<Feature, Integer> check() {
    var history = new History(real, effects, witness, !scope.undisturbed());
    int agendas = 0;
    for (CustomerId customer : Workload.customers()) {
      acceptance.check(customer);
      agendas += acceptance.headers(customer).size();
    }
    witness.checkSeen(agendas);
    for (int i = 0; i < submitters.size(); i++) {
      Submitter submitter = submitters.get(i);
      Signaller signals = signallers.get(i);
      PlannedAgenda plan = submitter.plan();
      Optional<AgendaHeader> header =
          acceptance.headers(plan.customer()).stream()
              .filter(found -> found.linkId().equals(Optional.of(plan.token())))
              .findFirst();
      submitter
          .accepted()
          .filter(id -> header.filter(found -> found.key().agenda().value().equals(id)).isEmpty())
          .ifPresent(id -> witness.problem("accepted and gone: " + id));
      header.ifPresent(found -> {
        history.check(found.key(), plan, signals);
        checkTold(submitter.client(), found);
      });
    }
    return history.features();
  }

  /** What the API tells of an agenda that is over; a run may be aimed at just this call. */
  private void checkTold(Client client, AgendaHeader header) {
    String id = header.key().agenda().value();
    Optional<Answer> answer = client.look(Route.Progress.GET, id);
    for (int i = 0; i < LOOKS && answer.filter(told -> !told.isPassing()).isEmpty(); i++) {
      answer = client.look(Route.Progress.GET, id);
    }
    String state = answer.flatMap(told -> told.json().text("state")).orElse("nothing");
    if (!state.equals("COMPLETE")) {
      witness.problem("the API says of " + header.key() + ": " + state);
    }
  }

  private void sentTo(String queue) {
    pumps.stream().filter(pump -> pump.reads(queue)).forEach(QueueActor::wake);
    workers.forEach(SimulatedWorker::wake);
  }

  /** Functions log what they could not do: what is no fault of ours is their own bug. */
  private void logged(String line) {
    if (line.contains("\"failure\"") && !line.contains("PortException")) {
      witness.problem("a function failed: " + line);
    }
  }
}
