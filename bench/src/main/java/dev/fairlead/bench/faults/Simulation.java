package dev.fairlead.bench.faults;

import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.OperationLauncher;
import dev.fairlead.core.port.Ports;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.local.HomeFunctions;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
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

  /** Longer than agendas that are over are kept. */
  private static final Duration LONG_AFTERWARDS = Duration.ofDays(91);

  private static final Duration BETWEEN_REAPINGS = Duration.ofHours(1);
  private static final int REAPINGS = 60;

  /** Of so many seeds... */
  private static final int DIVIDED_OF = 5;

  /** ...in so many customers share what there is. */
  private static final int DIVIDED = 2;

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
  private final Remains remains = new Remains();
  private final Witness witness;
  private final SimulatedProcesses processes;
  private final Sandboxes sandboxes;
  private final List<SimulatedWorker> workers = new ArrayList<>();
  private final List<QueueActor> pumps = new ArrayList<>();
  private final List<Actor> actors = new ArrayList<>();
  private final Set<Actor> acting = new HashSet<>();
  private final List<PlannedAgenda> plans;
  private final Division division;
  private final People people;
  private final Acceptance acceptance;
  private final History history;
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
    this.witness = new Witness(turbulence, real, clock, Workload.customers());
    Ports bent = sabotage.ports(real);
    this.openings = queue -> adapters.nextVisibleAt(queue).orElse(Actor.NEVER);
    var effects = new Effects();
    var queues =
        new SimulatedQueues(turbulence, bent.queues(), chance.split(), witness, this::sentTo);
    var ports =
        new Ports(
            new SimulatedItems(turbulence, bent.items(), witness, backlog, remains),
            queues,
            new SimulatedBlobs(turbulence, bent.blobs(), witness, remains),
            new SimulatedSecrets(turbulence, bent.secrets(), witness));
    this.processes =
        new SimulatedProcesses(
            clock, chance.split(), turbulence, queues, ports.secrets(), witness, effects);
    OperationLauncher launcher = sabotage.launcher(processes);
    var ids = new Ids(clock, chance.split());
    this.sandboxes =
        new Sandboxes(
            turbulence,
            chance.split(),
            witness::problem,
            () ->
                new HomeFunctions(
                    ports, adapters.provisioner(), launcher, ids, clock, this::logged));
    var workload = new Workload(chance.split());
    // Drawn apart, so that all other seeds are what they were before there were any such.
    var apart = new SplittableRandom(~seed.number());
    var draws = new DivisionDraws(apart);
    boolean isDivided = !scope.undisturbed() && apart.nextInt(DIVIDED_OF) < DIVIDED;
    List<PlannedAgenda> all =
        isDivided
            ? draws.asking(workload.crowd())
            : scope.undisturbed() ? List.of(workload.undisturbed(WIDEST)) : workload.agendas();
    this.division = isDivided ? draws.division(all) : Division.NONE;
    this.plans = scope.cut(all);
    turbulence.note(division::toString);
    plans.forEach(plan -> turbulence.note(plan::toString));
    witness.expects(plans);
    divide();
    this.acceptance = new Acceptance(real, witness, plans, division.ids());
    this.history = new History(real, effects, witness, !scope.undisturbed());
    this.people = new People(clock, chance.split(), witness);
    people.come(plans, division, real, ids, turbulence, sandboxes, acceptance, history);
    actors.addAll(people.actors());
    machines(queues, effects);
  }

  /** Stores what was said before anything came. */
  private void divide() {
    division
        .pool()
        .ifPresent(pool -> store(ObjectKind.RESOURCE_POOL, PlannedInsight.POOL, pool.fields()));
    new TreeMap<>(division.insights())
        .forEach((id, insight) -> {
          store(ObjectKind.INSIGHT, id, insight.fields());
          division
              .pool()
              .flatMap(pool -> pool.known(id))
              .ifPresent(known -> real.items().write(known.write()));
        });
    division
        .customers()
        .forEach((customer, fields) -> store(ObjectKind.CUSTOMER, customer.value(), fields));
  }

  private void store(ObjectKind kind, String id, Json.Obj fields) {
    var rows = new ObjectRows(real.items());
    var owner = kind == ObjectKind.CUSTOMER ? new CustomerId(id) : new CustomerId("ops");
    StoredObject object = StoredObject.added(kind, id, owner, fields, clock.instant());
    rows.add(
        object,
        Optional.empty(),
        object.pool().flatMap(pool -> rows.main(ObjectKind.RESOURCE_POOL, pool)));
    witness.quotas().learn(kind, id);
  }

  private void machines(SimulatedQueues queues, Effects effects) {
    for (QueueTrigger trigger : QueueTrigger.values()) {
      if (Site.isSimulated(trigger.function())) {
        pumps.add(new QueueActor(trigger, clock, turbulence, queues, openings, sandboxes));
      }
    }
    // Most seeds have AWS's schedules, since a crash there is felt for longer.
    boolean atHome = chance.nextInt(8) == 0;
    for (ScheduleSpec schedule : ScheduleSpec.values()) {
      if (Site.isSimulated(schedule.function())) {
        Duration every = atHome ? schedule.everyAtHome() : schedule.every();
        actors.add(new ScheduleActor(schedule, every, backlog, clock, turbulence, sandboxes));
      }
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
              another();
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
      witness.quotas().check();
      new Verdict(acceptance, history, witness, remains).check(people);
      if (!scope.undisturbed() && (chance.nextInt(16) == 0 || witness.hasDeleted())) {
        growOld();
      }
      return new Result(
          witness.problems(),
          trace.lines(),
          plans.size(),
          plans.stream().mapToInt(plan -> plan.everything().size()).sum(),
          sizes().max().orElse(0),
          turbulence.injected(),
          features());
    }
  }

  /** Long afterwards nothing is left of any agenda, whatever its deletion was disturbed by. */
  private void growOld() {
    List<String> agendas =
        Workload.customers().stream()
            .flatMap(customer -> acceptance.headers(customer).stream())
            .map(header -> header.key().agenda().value())
            .toList();
    clock.advance(LONG_AFTERWARDS);
    turbulence.disturb(Math.min(scope.faults(), chance.nextInt(6)));
    for (int i = 0; i < REAPINGS && remains.hasAging(); i++) {
      clock.advance(BETWEEN_REAPINGS);
      turbulence.as(
          FunctionSpec.DATA_OBJECT_REAPER.name(),
          Optional.empty(),
          () -> sandboxes.invoke(functions -> functions.fire(ScheduleSpec.DATA_OBJECT_REAPER)));
    }
    Stream.concat(agendas.stream(), witness.deleted())
        .flatMap(agenda -> remains.of(agenda).stream())
        .forEach(left -> witness.problem("left of old agendas: " + left));
    agendas.forEach(_ -> history.seen(Feature.REAPED));
  }

  private Map<Feature, Integer> features() {
    Map<Feature, Integer> all = new EnumMap<>(Feature.class);
    all.putAll(history.features());
    all.putAll(witness.quotas().features());
    return all;
  }

  private IntStream sizes() {
    return plans.stream().mapToInt(plan -> plan.operations().size());
  }

  private void steps(int count) {
    for (int i = 0; i < count; i++) {
      step();
    }
  }

  /** Often another of the same function, if it has messages: most races are among these. */
  private void another() {
    if (chance.nextInt(4) > 0) {
      Instant now = clock.instant();
      pumps.stream()
          .filter(pump -> turbulence.current().filter(pump::isAnother).isPresent())
          .filter(pump -> !pump.due().isAfter(now))
          .findFirst()
          .ifPresent(this::act);
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
    act(ready.get(chance.nextInt(ready.size())));
  }

  private void act(Actor actor) {
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
        if (people.areDone() && backlog.isEmpty() && leftovers().isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  private List<String> leftovers() {
    return new Leftovers(real, processes, workers, witness.quotas(), division.ids()).find();
  }

  private void sentTo(String queue) {
    pumps.stream().filter(pump -> pump.reads(queue)).forEach(QueueActor::wake);
    workers.forEach(SimulatedWorker::wake);
  }

  /** Functions log what they could not do: what is no fault of ours is their own bug. */
  private void logged(String line) {
    witness.keeps(line);
    if (line.contains("\"failure\"") && !line.contains("PortException")) {
      witness.problem("a function failed: " + line);
    }
  }
}
