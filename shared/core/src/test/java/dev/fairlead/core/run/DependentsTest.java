package dev.fairlead.core.run;

import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.Floor;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Grant;
import dev.fairlead.core.quota.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What attempts have beside them. */
class DependentsTest {
  private static final Amounts ROOM = Amounts.of(0, 2, 1000, 512);
  private static final Json.Obj PROBE = asking("probe", 500);

  private static Json.Obj asking(String type, long cpuMillis) {
    return Json.object()
        .put("type", type)
        .put("payload", Json.object().put("n", 1).build())
        .put("requests", Json.object().put("cpu", cpuMillis + "m").build())
        .build();
  }

  private static Scenario running(ScenarioOperation... more) {
    var all = new ArrayList<>(List.of(op("encode").dependents(ROOM)));
    all.addAll(List.of(more));
    var scenario = Scenario.of(all);
    scenario.registered().add("probe");
    scenario.settle();
    return scenario.then(scenario.started("encode"));
  }

  private static Report asked(Scenario scenario, Json.Obj asked) {
    return new Report.Asked(
        "encode", scenario.operation("encode").attempt(), asked, scenario.now());
  }

  private static Json.Obj one(String name, Json asked) {
    return Json.object().put(name, asked).build();
  }

  private static List<Intent> intents(List<RunStep> steps) {
    return steps.stream().flatMap(step -> step.intents().stream()).toList();
  }

  @Test
  void startsWhatIsAskedForAtOnce() {
    var scenario = running();

    var steps = scenario.settle(asked(scenario, one("a", PROBE)));

    assertThat(intents(steps)).contains(new Intent.Launch("encode[a]", 1));
    assertThat(scenario.plan().operation("encode[a]").expansion())
        .isEqualTo(new Expansion.Dependent("encode", 1));
    assertThat(scenario.replayed()).isEqualTo(scenario.run());
  }

  @Test
  void asksSaidTwiceStartNothingTwice() {
    var scenario = running();
    var ask = asked(scenario, one("a", PROBE));

    scenario.settle(ask, ask);
    var steps = scenario.settle(ask);

    assertThat(intents(steps)).containsExactly(new Intent.Answer("encode", 1, Set.of("a")));
    assertThat(scenario.changes().filter(Change.DependentsAsked.class::isInstance)).hasSize(1);
  }

  @Test
  void anEarlierAttemptAsksInVain() {
    var scenario = running();

    scenario.settle(
        new Report.Asked("encode", 0, one("a", PROBE), scenario.now()),
        new Report.Asked("encode", 2, one("a", PROBE), scenario.now()));

    assertThat(scenario.run().growths()).isEmpty();
  }

  @Test
  void tellsTheAttemptOfTheEnd() {
    var scenario = running();
    scenario.settle(asked(scenario, one("a", PROBE)));
    scenario.settle(scenario.started("encode[a]"));

    var steps = scenario.settle(scenario.succeeded("encode[a]"));

    assertThat(intents(steps)).contains(new Intent.Answer("encode", 1, Set.of("a")));
    assertThat(scenario.run().isComplete()).isFalse();
  }

  @Test
  void aFailureIsTheAffairOfTheAttemptAlone() {
    var scenario = running();
    scenario.settle(asked(scenario, one("a", PROBE)));
    scenario.settle(scenario.failed("encode[a]"));

    assertThat(scenario.run().towards()).isEmpty();

    scenario.settle(scenario.succeeded("encode"));
    assertThat(scenario.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
  }

  @Test
  void endsWithTheAttempt() {
    var scenario = running();
    scenario.settle(asked(scenario, one("a", PROBE)));
    scenario.settle(scenario.started("encode[a]"));

    var steps = scenario.settle(scenario.succeeded("encode"));

    assertThat(intents(steps)).contains(new Intent.Release("encode[a]", 1));
    assertThat(scenario.operation("encode[a]").outcome()).contains(OperationOutcome.CANCELLED);
    assertThat(scenario.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
  }

  @Test
  void endsWhenTheAgendaIsCancelled() {
    var scenario = running(op("other"));
    scenario.settle(asked(scenario, one("a", PROBE)));

    scenario.signal(Signal.CANCEL);
    var steps = scenario.settle();

    assertThat(intents(steps))
        .contains(new Intent.Release("encode", 1), new Intent.Release("encode[a]", 1));
    assertThat(scenario.run().outcome()).contains(AgendaOutcome.CANCELLED);
  }

  @Test
  void theNextAttemptHasItsOwnAndALateEndOfTheFirstChangesNothing() {
    var scenario = Scenario.of(op("encode").dependents(ROOM).attempts(2));
    scenario.registered().add("probe");
    scenario.settle();
    scenario.settle(scenario.started("encode"));
    scenario.settle(asked(scenario, one("a", PROBE)));
    Report late = scenario.succeeded("encode[a]");

    scenario.settle(scenario.failed("encode"));
    scenario.settle(scenario.started("encode"));
    scenario.settle(asked(scenario, one("a", PROBE)));
    assertThat(scenario.operation("encode[a]").attempt()).isEqualTo(2);
    scenario.settle(late);

    assertThat(scenario.operation("encode[a]").isComplete()).isFalse();
    assertThat(scenario.replayed()).isEqualTo(scenario.run());
  }

  @Test
  void startsWhileTheAgendaDrains() {
    var scenario = running(op("other"));
    scenario.settle(scenario.started("other"));
    scenario.settle(scenario.failed("other"));
    assertThat(scenario.run().state()).isEqualTo(AgendaState.DRAINING);

    var steps = scenario.settle(asked(scenario, one("a", PROBE)));

    assertThat(intents(steps)).contains(new Intent.Launch("encode[a]", 1));
  }

  @Test
  void refusesAtOnceWhatDoesNotFitInWhatIsLeft() {
    var scenario = running();
    scenario.settle(asked(scenario, one("a", asking("probe", 800))));

    var steps = scenario.settle(asked(scenario, one("b", PROBE)));

    assertThat(intents(steps)).contains(new Intent.Answer("encode", 1, Set.of("b")));
    assertThat(refusal(scenario, "b")).contains("/requests", "500m", "200m");

    scenario.settle(scenario.succeeded("encode[a]"));
    scenario.settle(asked(scenario, one("b", PROBE)));
    assertThat(scenario.run().operations()).doesNotContainKey("encode[b]");
    scenario.settle(asked(scenario, one("c", PROBE)));
    assertThat(scenario.operation("encode[c]").isLeased()).isTrue();
  }

  @Test
  void tellsEveryProblemByItsPath() {
    var scenario = running();
    var bad =
        Json.object()
            .put("type", ScenarioOperation.PROCESS)
            .put("payload", "@<secret:key>")
            .put("dependsOn", Json.array(List.of()))
            .put("requests", Json.object().put("cpu", "lots").build())
            .build();

    scenario.settle(
        asked(
            scenario, Json.object().put("Bad!", PROBE).put("b", bad).put("c", Json.NULL).build()));

    assertThat(refusal(scenario, "b")).contains("/type", "/payload", "/dependsOn", "/requests/cpu");
    assertThat(refusal(scenario, "Bad!")).contains("name of a dependent");
    assertThat(refusal(scenario, "c")).contains("An operation is an object");
  }

  @Test
  void refusesAllOfAnOperationThatSaysNothingOfThem() {
    var scenario = Scenario.of(op("encode"));
    scenario.registered().add("probe");
    scenario.settle();
    scenario.settle(scenario.started("encode"));

    scenario.settle(asked(scenario, one("a", PROBE)));

    assertThat(refusal(scenario, "a")).contains("says of encode no dependents");
  }

  @Test
  void countsWithTheOperationFromItsStartToItsEnd() {
    var scenario =
        Scenario.of(op("encode").dependents(Amounts.of(0, 1, 0, 0)), op("other"))
            .granted(Grant.of(Amounts.of(0, 2, 0, 0), Limits.ofMap(Map.of("operations", 2L))));
    scenario.settle();

    assertThat(scenario.operation("encode").isLeased()).isTrue();
    assertThat(scenario.operation("other").isLeased()).isFalse();
    assertThat(Floor.of(scenario.plan().document()).operations()).isEqualTo(2);
  }

  @Test
  void aRerunOfWhatSucceededTakesNoneOfThemAlone() {
    var scenario = running(op("other"));
    scenario.settle(asked(scenario, one("a", PROBE)));
    scenario.settle(scenario.failed("encode[a]"));
    scenario.settle(scenario.succeeded("encode"), scenario.succeeded("other"));

    var rerun = Rerun.unfinished(scenario.plan(), scenario.run());
    var named = Rerun.from(scenario.plan(), scenario.run(), List.of("encode[a]"));

    assertThat(rerun.again()).isEmpty();
    assertThat(named.again()).containsExactly("encode");
    assertThat(named.removed()).containsExactly("encode[a]");
    scenario.reset(new Reset.NotSucceeded());
    scenario.settle();
    assertThat(scenario.run().isComplete()).isTrue();
  }

  @Test
  void moreThanAnAttemptMayHaveAreRefused() {
    var scenario = running();
    var asks = Json.object();
    for (int i = 0; i <= Expansion.Dependent.MAX_ASKED; i++) {
      asks.put("n" + i, Json.object().put("type", "probe").build());
    }

    scenario.settle(asked(scenario, asks.build()));

    assertThat(refusal(scenario, "n9")).contains("at most 32");
  }

  private static String refusal(Scenario scenario, String name) {
    return scenario.run().growths().stream()
        .map(Growth.Dependents.class::cast)
        .flatMap(growth -> growth.refused().entrySet().stream())
        .filter(refused -> refused.getKey().equals(name))
        .findFirst()
        .orElseThrow()
        .getValue()
        .toString();
  }
}
