package dev.fairlead.core.run;

import static dev.fairlead.core.run.Scenario.tick;
import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Backoff;
import dev.fairlead.core.agenda.Expansion.Tolerance;
import dev.fairlead.core.agenda.InventoryName;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.RetryPolicy;
import dev.fairlead.core.explain.AgendaReason;
import dev.fairlead.core.explain.AgendaWaits;
import dev.fairlead.core.explain.OperationReason;
import dev.fairlead.core.explain.OperationWaits;
import dev.fairlead.core.explain.ReasonCode;
import dev.fairlead.core.explain.RunFacts;
import dev.fairlead.core.explain.WorkKind;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Grant;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.run.InventoryView.Answer;
import dev.fairlead.core.run.InventoryView.Maker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reasons against the step that drives agendas: whatever has come to rest waits for something
 * that has a name, and whatever goes on had nothing in its way.
 */
class EveryWaitHasAReasonTest {
  private static final Duration BACKOFF = Duration.ofSeconds(40);
  private static final InventoryName SHOP = new InventoryName("shop");

  /** Reasons that only hold until the next step. */
  private static final Set<ReasonCode> PASSING =
      EnumSet.of(ReasonCode.NEXT_STEP, ReasonCode.ENDING);

  private static final String REGISTERED = "registered";
  private static final String ON_HOSTS = "onHosts";

  private record Facts(Grant grant) implements RunFacts {
    @Override
    public WorkKind kind(String type) {
      return switch (type) {
        case ScenarioOperation.QUEUED -> WorkKind.FLEET;
        case REGISTERED -> WorkKind.POD;
        case ON_HOSTS -> WorkKind.HOST;
        case "wait" -> WorkKind.TIMER;
        case Approval.TYPE -> WorkKind.APPROVAL;
        case "agenda" -> WorkKind.SUB_AGENDA;
        default -> WorkKind.DIRECT;
      };
    }

    @Override
    public Optional<Instant> heartbeat(OperationRun operation) {
      return Optional.of(Scenario.START);
    }

    @Override
    public Optional<String> podWaits(OperationRun operation) {
      return Optional.of("0/3 nodes have room.");
    }

    @Override
    public Optional<String> leaseWaits(OperationRun operation) {
      return Optional.of("It waits for room on a host.");
    }

    @Override
    public String child(OperationRun operation) {
      return "child of " + operation.name();
    }

    @Override
    public Optional<Duration> length(OperationSpec operation) {
      return Optional.of(Duration.ofMinutes(5));
    }
  }

  private static final RunFacts FACTS = new Facts(Grant.UNLIMITED);
  private static final RunFacts NARROW = new Facts(operations(1));

  private static Grant operations(long most) {
    var amounts = Map.of("operations", most);
    return Grant.of(Amounts.ofMap(amounts), Limits.ofMap(amounts));
  }

  private record Answering(Answer answer) implements InventoryView {
    @Override
    public Optional<Maker> find(String componentId) {
      return Optional.empty();
    }
  }

  private static OperationReason why(Scenario agenda, String operation) {
    return why(waits(agenda, FACTS), operation);
  }

  private static OperationReason why(OperationWaits waits, String operation) {
    var reason = waits.of(operation);
    assertThat(reason.sentence()).endsWith(".").doesNotContain("null");
    assertThat(reason.unblock().isPresent()).isEqualTo(reason.code().isWait());
    return reason;
  }

  private static OperationWaits waits(Scenario agenda, RunFacts facts) {
    return new OperationWaits(agenda.plan(), agenda.run(), facts, agenda.now());
  }

  private static AgendaReason why(Scenario agenda) {
    return AgendaWaits.of(agenda.plan(), agenda.run(), agenda.now());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whateverRestsWaitsForSomethingThatHasAName(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 30; i++) {
      RunFacts facts = random.nextBoolean() ? FACTS : new Facts(operations(1 + random.nextInt(3)));
      var agenda = Scenario.of(operations(random)).granted(facts.grant());
      agenda.settle();
      for (int turn = 0; !agenda.run().isComplete(); turn++) {
        assertThat(turn).as("turns").isLessThan(3_000);
        signal(agenda, random);
        agenda.settle(reports(agenda, random));
        var waits = waits(agenda, facts);
        for (OperationRun operation : agenda.run().operations().values()) {
          ReasonCode code = why(waits, operation.name()).code();
          assertThat(code).as(operation.name()).isNotIn(PASSING);
          assertThat(code == ReasonCode.OVER).isEqualTo(operation.isComplete());
        }
        assertThat(why(agenda).code()).isNotEqualTo(ReasonCode.CLAIMED);
        agenda.pass(Duration.ofSeconds(random.nextInt(30)));
      }
    }
  }

  /** With time alone: what is launched then was not said to wait for anything but its turn. */
  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void whateverIsLaunchedHadNothingInItsWay(long seed) {
    var random = new Random(seed);
    int launched = 0;
    for (int i = 0; i < 30; i++) {
      RunFacts facts = random.nextBoolean() ? FACTS : NARROW;
      var agenda = Scenario.of(operations(random)).granted(facts.grant());
      agenda.settle();
      for (int turn = 0; !agenda.run().isComplete(); turn++) {
        assertThat(turn).as("turns").isLessThan(3_000);
        agenda.settle(reports(agenda, random));
        agenda.pass(Duration.ofSeconds(random.nextInt(60)));
        var before = waits(agenda, facts);
        for (Change change : agenda.step().changes()) {
          if (change instanceof Change.OperationLaunched again) {
            assertThat(before.of(again.operation()).code())
                .isIn(
                    ReasonCode.NEXT_STEP,
                    ReasonCode.STARTING,
                    ReasonCode.FLEET_QUEUE,
                    ReasonCode.POD,
                    ReasonCode.LEASE);
            launched++;
          }
        }
      }
    }
    assertThat(launched).isPositive();
  }

  private static void signal(Scenario agenda, Random random) {
    switch (random.nextInt(40)) {
      case 0 -> agenda.signal(Signal.PAUSE);
      case 1 -> agenda.signal(Signal.CANCEL);
      case 2, 3, 4, 5, 6 -> agenda.signal(Signal.RESUME);
      default -> {
        // Most turns nobody does anything.
      }
    }
  }

  private static Report[] reports(Scenario agenda, Random random) {
    var reports = new ArrayList<Report>();
    for (OperationRun operation : agenda.run().operations().values()) {
      boolean isList = agenda.plan().isExpanded(operation);
      if (operation.isLeased() && !isList && random.nextInt(3) == 0) {
        reports.add(report(agenda, operation, random));
      }
    }
    if (random.nextInt(4) == 0) {
      reports.add(tick());
    }
    return reports.toArray(Report[]::new);
  }

  private static Report report(Scenario agenda, OperationRun operation, Random random) {
    String name = operation.name();
    if (agenda.plan().hasList(name)) {
      return agenda.gave(
          name,
          Json.array(
              IntStream.range(0, random.nextInt(6)).mapToObj(item -> Json.of("x")).toList()));
    }
    return switch (random.nextInt(12)) {
      case 0 -> agenda.failed(name);
      case 1 -> agenda.lost(name);
      case 2, 3, 4 -> agenda.started(name);
      default -> agenda.succeeded(name);
    };
  }

  private static List<ScenarioOperation> operations(Random random) {
    var operations = new ArrayList<ScenarioOperation>();
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      var dependencies =
          operations.stream()
              .map(ScenarioOperation::name)
              .filter(_ -> random.nextInt(4) == 0)
              .toArray(String[]::new);
      var operation =
          op("op" + i)
              .after(dependencies)
              .retry(
                  new RetryPolicy(
                      1 + random.nextInt(3),
                      new Backoff(BACKOFF, 1, BACKOFF, false),
                      Optional.empty()));
      operations.add(
          switch (random.nextInt(8)) {
            case 0 -> operation.queued();
            case 1 -> operation.typed(random.nextBoolean() ? REGISTERED : ON_HOSTS);
            case 2, 3 -> operation.inTurn("group" + random.nextInt(2));
            case 4 -> operation.forEach(1 + random.nextInt(2), new Tolerance(random.nextInt(3), 0));
            case 5 -> operation.generates();
            default -> operation;
          });
    }
    if (random.nextBoolean()) {
      operations.add(op("last").atLast());
      operations.add(op("very last").after("last").atLast());
    }
    return operations;
  }

  private static Scenario begun() {
    return Scenario.of(
            op("a"),
            op("b").after("a"),
            op("c").generates(),
            op("d").after("c"),
            op("first").inTurn("web").queued(),
            op("second").inTurn("web"),
            op("last").atLast())
        .then();
  }

  private static Scenario running() {
    var agenda =
        Scenario.of(
                op("plain"),
                op("beats").queued(),
                op("nap").typed("wait"),
                op("ask").typed(Approval.TYPE),
                op("sub").typed("agenda"),
                op("all").forEach(1, Tolerance.NONE))
            .then();
    agenda.settle(
        agenda.started("plain"),
        agenda.started("beats"),
        agenda.started("nap"),
        agenda.started("ask"),
        agenda.started("sub"),
        agenda.gave("all", Json.array(List.of(Json.of("x"), Json.of("y")))));
    return agenda;
  }

  private static Scenario failing() {
    var retry = new RetryPolicy(3, new Backoff(BACKOFF, 1, BACKOFF, false), Optional.empty());
    var agenda = Scenario.of(op("a").retry(retry), op("b").retry(retry), op("c")).then();
    agenda.settle(agenda.failed("a"), agenda.failed("b", "secret"));
    return agenda;
  }

  private static Scenario asking() {
    var agenda = Scenario.keeping(SHOP, op("a"));
    agenda.step();
    return agenda;
  }

  /** It was resumed, and not stepped since. */
  private static Scenario resumed() {
    var agenda = Scenario.of(op("a"), op("b").after("a")).then();
    agenda.signal(Signal.PAUSE);
    agenda.step(agenda.succeeded("a"));
    return agenda.signal(Signal.RESUME);
  }

  @Test
  void tellsWhatTheAllocatorSaysOfALease() {
    var agenda = Scenario.of(op("a").typed(ON_HOSTS)).then();
    agenda.step();

    var reason = why(agenda, "a");
    assertThat(reason)
        .isEqualTo(
            new OperationReason.HostLease(
                Scenario.START, Optional.of("It waits for room on a host.")));
    assertThat(reason.sentence()).endsWith("does not run there yet: It waits for room on a host.");
    agenda.step(agenda.started("a"));
    assertThat(why(agenda, "a").code()).isEqualTo(ReasonCode.EXECUTING);
  }

  @Test
  void tellsWhatTheClusterSaysOfAPod() {
    var agenda = Scenario.of(op("a").typed(REGISTERED)).then();
    agenda.step();

    assertThat(why(agenda, "a"))
        .isEqualTo(new OperationReason.Pod(Scenario.START, Optional.of("0/3 nodes have room.")));
    assertThat(new OperationReason.Pod(Scenario.START, Optional.of("Full")).sentence())
        .endsWith("and does not run yet: Full.");
    agenda.step(agenda.started("a"));
    assertThat(why(agenda, "a").code()).isEqualTo(ReasonCode.EXECUTING);
  }

  @Test
  void namesWhatAnOperationWaitsFor() {
    var agenda = begun();

    assertThat(why(agenda, "a")).isEqualTo(new OperationReason.Starting(Scenario.START));
    assertThat(why(agenda, "b")).isEqualTo(new OperationReason.Dependencies(List.of("a")));
    assertThat(why(agenda, "d")).isEqualTo(new OperationReason.Generator(List.of("c")));
    assertThat(why(agenda, "first")).isEqualTo(new OperationReason.FleetQueue(Scenario.START));
    assertThat(why(agenda, "second")).isEqualTo(new OperationReason.Turn("web", "first"));
    assertThat(why(agenda, "last")).isEqualTo(new OperationReason.Finally(6));
    assertThat(why(agenda)).isEqualTo(new AgendaReason.Running(3, 4));
  }

  @Test
  void tellsOfEachKindOfWorkThatRuns() {
    var agenda = running();
    Instant start = agenda.now();

    assertThat(why(agenda, "plain"))
        .isEqualTo(new OperationReason.Executing(start, Optional.empty()));
    assertThat(why(agenda, "beats"))
        .isEqualTo(new OperationReason.Executing(start, Optional.of(Scenario.START)));
    assertThat(why(agenda, "nap"))
        .isEqualTo(
            new OperationReason.Timer(start, Optional.of(start.plus(Duration.ofMinutes(5)))));
    assertThat(why(agenda, "ask")).isEqualTo(new OperationReason.Approval(start));
    assertThat(why(agenda, "sub")).isEqualTo(new OperationReason.SubAgenda(start, "child of sub"));
    assertThat(why(agenda, "all"))
        .isEqualTo(new OperationReason.Items(new Output.Collected(2, 0, 0, 0), 1, false));
    assertThat(why(agenda, "all[1]")).isEqualTo(new OperationReason.ListConcurrency("all", 1));
  }

  @Test
  void tellsABackoffFromAMissingSecretAndBothFromAPause() {
    var agenda = failing();
    Instant until = agenda.now().plus(BACKOFF);

    assertThat(why(agenda, "a"))
        .isEqualTo(new OperationReason.Backoff(until, "It ended with code 1."));
    assertThat(why(agenda, "b")).isEqualTo(new OperationReason.Secret(until, "It failed."));
    agenda.signal(Signal.PAUSE);
    assertThat(why(agenda, "a")).isEqualTo(new OperationReason.Paused());
    assertThat(why(agenda)).isEqualTo(new AgendaReason.Paused(1));
    agenda.signal(Signal.CANCEL);
    assertThat(why(agenda, "a")).isEqualTo(new OperationReason.Ending(AgendaOutcome.CANCELLED));
    assertThat(why(agenda)).isEqualTo(new AgendaReason.Ending(AgendaOutcome.CANCELLED, 3));
    agenda.settle();
    assertThat(why(agenda, "a")).isEqualTo(new OperationReason.Over(OperationOutcome.SKIPPED));
    assertThat(why(agenda)).isEqualTo(new AgendaReason.Over(AgendaOutcome.CANCELLED));
  }

  @Test
  void tellsWhoHasTheInventory() {
    var agenda = asking();

    assertThat(why(agenda, "a")).isEqualTo(new OperationReason.Inventory(Optional.empty()));
    assertThat(why(agenda)).isEqualTo(new AgendaReason.Inventory("shop", Optional.empty()));
    agenda.step(new Answering(new Answer.Busy("other")));
    assertThat(why(agenda, "a")).isEqualTo(new OperationReason.Inventory(Optional.of("other")));
    assertThat(why(agenda)).isEqualTo(new AgendaReason.Inventory("shop", Optional.of("other")));
    agenda.step(new Answering(new Answer.Granted(4)));
    assertThat(why(agenda, "a")).isEqualTo(new OperationReason.Starting(agenda.now()));
  }

  @Test
  void tellsAnAgendaThatWasJustClaimedFromOneThatIsTriedAgainLater() {
    var claimed = Scenario.of(op("a"));
    assertThat(why(claimed)).isEqualTo(new AgendaReason.Claimed());
    assertThat(why(claimed, "a")).isEqualTo(new OperationReason.AgendaNotStarted());

    var again = Scenario.tried(2, new Backoff(BACKOFF, 1, BACKOFF, false), op("a")).then();
    again.step(again.failed("a"));
    assertThat(why(again)).isEqualTo(new AgendaReason.NextAttempt(2, again.now().plus(BACKOFF)));
  }

  @Test
  void tellsThatAGrantIsUsedUp() {
    var agenda = resumed();

    assertThat(why(agenda, "b")).isEqualTo(new OperationReason.NextStep());
    var other = Scenario.of(op("a"), op("b")).granted(operations(1)).then();
    assertThat(waits(other, NARROW).of("b")).isEqualTo(new OperationReason.Slots("operations"));
    assertThat(waits(other, FACTS).of("b")).isEqualTo(new OperationReason.NextStep());
  }

  @Test
  void hasNoReasonThatNothingLeadsTo() {
    var seen = new HashSet<Class<?>>();
    for (Scenario agenda :
        List.of(
            Scenario.of(op("a")),
            begun(),
            running(),
            failing(),
            failing().signal(Signal.PAUSE),
            failing().signal(Signal.CANCEL),
            asking(),
            resumed(),
            Scenario.of(op("a").typed(REGISTERED)).then(),
            Scenario.of(op("a").typed(ON_HOSTS)).then(),
            Scenario.of(op("a"), op("b")).granted(operations(1)).then())) {
      for (String operation : agenda.run().operations().keySet()) {
        seen.add(why(agenda, operation).getClass());
        seen.add(why(waits(agenda, NARROW), operation).getClass());
      }
    }

    assertThat(seen).containsExactlyInAnyOrder(OperationReason.class.getPermittedSubclasses());
  }
}
