package dev.fairlead.core.run;

import static dev.fairlead.core.run.Scenario.tick;
import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Expansion.Tolerance;
import dev.fairlead.core.agenda.FailurePolicy;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Agendas that get more operations while they run: lists, generators, further attempts. */
class GrowthTest {
  private static final Tolerance TWO = new Tolerance(2, 0);

  @Test
  void worksOnEachItemAndJoins() {
    var agenda = Scenario.of(op("all").forEach(10, Tolerance.NONE), op("then").after("all")).then();

    agenda.settle(agenda.gave("all", items(3)));
    assertThat(agenda.run().operations())
        .containsOnlyKeys("all", "then", "all[0]", "all[1]", "all[2]");
    assertThat(agenda.operation("all[2]").state()).isEqualTo(OperationState.LEASING);

    agenda.settle(agenda.succeeded("all[2]"), agenda.succeeded("all[0]"));
    assertThat(agenda.operation("all").state()).isEqualTo(OperationState.EXECUTING);
    assertThat(agenda.operation("then").state()).isEqualTo(OperationState.WAITING);

    agenda.settle(agenda.succeeded("all[1]"));
    assertThat(agenda.operation("all").output()).contains(new Output.Collected(3, 3, 0, 0));
    assertThat(agenda.operation("then").state()).isEqualTo(OperationState.LEASING);
  }

  @Test
  void isDoneAtOnceWithAnEmptyList() {
    var agenda = Scenario.of(op("all").forEach(10, Tolerance.NONE)).then();

    agenda.settle(agenda.gave("all", items(0)));

    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
    assertThat(agenda.operation("all").output()).contains(new Output.Collected(0, 0, 0, 0));
  }

  @Test
  void worksOnSoManyItemsAtOnceAndNoMore() {
    var agenda = Scenario.of(op("all").forEach(2, Tolerance.NONE)).then();
    agenda.settle(agenda.gave("all", items(5)));
    assertThat(leased(agenda)).containsExactly("all[0]", "all[1]");

    agenda.settle(agenda.succeeded("all[1]"));
    assertThat(leased(agenda)).containsExactly("all[0]", "all[2]");

    agenda.settle(agenda.succeeded("all[0]"), agenda.succeeded("all[2]"));
    assertThat(leased(agenda)).containsExactly("all[3]", "all[4]");
  }

  @Test
  void succeedsWithAsManyFailuresAsAreTolerated() {
    var agenda = Scenario.of(op("all").forEach(10, TWO)).then();
    agenda.settle(agenda.gave("all", items(4)));

    agenda.settle(agenda.failed("all[0]"), agenda.failed("all[3]"));
    agenda.settle(agenda.succeeded("all[1]"), agenda.succeeded("all[2]"));

    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
    assertThat(agenda.operation("all").output()).contains(new Output.Collected(4, 2, 2, 0));
  }

  @Test
  void beginsNoOtherItemOnceTooManyFailed() {
    var agenda = Scenario.of(op("all").forEach(3, TWO)).then();
    agenda.settle(agenda.gave("all", items(6)));

    agenda.settle(agenda.failed("all[0]"), agenda.failed("all[1]"), agenda.failed("all[2]"));

    assertThat(agenda.run().outcome()).contains(AgendaOutcome.FAILED);
    assertThat(agenda.operation("all").output()).contains(new Output.Collected(6, 0, 3, 3));
    assertThat(agenda.operation("all").diagnostic().map(Diagnostic::message))
        .contains("3 of 6 items failed; 2 are tolerated. The first, all[0]: It ended with code 1.");
  }

  @Test
  void endsRunningItemsWhenTooManyFailedAndTheDocumentAsksForThat() {
    var agenda = Scenario.of(FailurePolicy.CANCEL, op("all").forEach(10, Tolerance.NONE)).then();
    agenda.settle(agenda.gave("all", items(3)));

    agenda.settle(agenda.failed("all[1]"));

    assertThat(agenda.operation("all[0]").outcome()).contains(OperationOutcome.CANCELLED);
    assertThat(agenda.operation("all").output()).contains(new Output.Collected(3, 0, 1, 2));
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.FAILED);
  }

  @Test
  void cancelsItemsWithTheirAgenda() {
    var agenda = Scenario.of(op("all").forEach(1, Tolerance.NONE), op("last").atLast()).then();
    agenda.settle(agenda.gave("all", items(3)));

    agenda.signal(Signal.CANCEL).settle(tick());
    agenda.settle(agenda.succeeded("last"));

    assertThat(agenda.operation("all[0]").outcome()).contains(OperationOutcome.CANCELLED);
    assertThat(agenda.operation("all[1]").outcome()).contains(OperationOutcome.SKIPPED);
    assertThat(agenda.operation("all").outcome()).contains(OperationOutcome.CANCELLED);
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.CANCELLED);
  }

  @Test
  void failsWhenTheItemsAreNoList() {
    var agenda = Scenario.of(op("all").forEach(1, Tolerance.NONE)).then();

    agenda.settle(agenda.gave("all", Json.of("three")));

    assertThat(agenda.run().outcome()).contains(AgendaOutcome.FAILED);
    assertThat(agenda.operation("all").diagnostic().map(Diagnostic::code)).contains("forEach");
  }

  @Test
  void runsWhatAResultLists() {
    var agenda = Scenario.of(op("plan").generates(), op("then").after("plan")).then();

    agenda.settle(agenda.gave("plan", listing("x", "y")));

    assertThat(agenda.run().operations()).containsOnlyKeys("plan", "then", "x", "y");
    assertThat(agenda.operation("x").state()).isEqualTo(OperationState.LEASING);
    agenda.settle(agenda.succeeded("then"), agenda.succeeded("x"));
    assertThat(agenda.run().isComplete()).isFalse();
    agenda.settle(agenda.succeeded("y"));
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
  }

  @Test
  @Tag("F051")
  void takesTwoGeneratorsAtOnce() {
    var agenda = Scenario.of(op("one").generates(), op("two").generates()).then();

    agenda.settle(agenda.gave("one", listing("x")), agenda.gave("two", listing("y")));

    assertThat(agenda.run().operations()).containsOnlyKeys("one", "two", "x", "y");
    assertThat(agenda.operation("x").isLeased()).isTrue();
    assertThat(agenda.operation("y").isLeased()).isTrue();
  }

  @Test
  void takesTheParametersThatAResultGives() {
    var agenda = Scenario.of(op("plan").generates(), op("more").generates()).then();

    agenda.settle(agenda.gave("plan", params(Json.object().put("tier", "gold").put("n", 1))));
    agenda.settle(agenda.gave("more", params(Json.object().put("n", 2))));

    assertThat(agenda.plan().params())
        .isEqualTo(Json.object().put("tier", "gold").put("n", 2).build());
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
    assertThat(agenda.replayed()).isEqualTo(agenda.run());
  }

  @Test
  void growsByATypeThatIsRegisteredThenAlsoWhenItIsGoneLater() {
    var early = Scenario.of(op("plan").generates()).then();
    var agenda = Scenario.of(op("plan").generates()).then();
    var encode = Json.object().put("name", "x").put("type", "encode").build();
    var listed = Json.object().put("operations", Json.array(List.of(encode))).build();

    early.settle(early.gave("plan", listed));
    agenda.registered().add("encode");
    agenda.settle(agenda.gave("plan", listed));
    agenda.registered().clear();

    assertThat(early.operation("plan").diagnostic().map(Diagnostic::code)).contains("generator");
    assertThat(agenda.plan().operation("x").type()).isEqualTo("encode");
    assertThat(agenda.replayed()).isEqualTo(agenda.run());
  }

  @Test
  void failsAGeneratorWhoseParametersAreTooLarge() {
    var agenda = Scenario.of(op("plan").generates()).then();

    agenda.settle(agenda.gave("plan", params(Json.object().put("a", "x".repeat(9_000)))));

    assertThat(agenda.operation("plan").diagnostic().map(Diagnostic::code)).contains("generator");
    assertThat(agenda.plan().params()).isEqualTo(Json.EMPTY);
  }

  private static Json params(Json.Builder params) {
    return Json.object().put("params", params.build()).build();
  }

  @Test
  void failsAGeneratorThatListsWhatCannotBe() {
    var agenda = Scenario.of(op("plan").generates(), op("x")).then();

    agenda.settle(agenda.gave("plan", listing("X", "y")));

    assertThat(agenda.operation("plan").outcome()).contains(OperationOutcome.FAILED);
    assertThat(agenda.operation("plan").diagnostic().map(Diagnostic::message))
        .hasValueSatisfying(why -> assertThat(why).contains("/0/name").contains("is taken by"));
    assertThat(agenda.run().operations()).containsOnlyKeys("plan", "x");
  }

  @Test
  void triesAnAgendaAgainAndKeepsWhatSucceeded() {
    var agenda = Scenario.tried(2, op("a"), op("b"), op("c").after("b")).then();

    agenda.settle(agenda.succeeded("a"), agenda.failed("b"));

    assertThat(agenda.run().attempt()).isEqualTo(2);
    assertThat(agenda.run().state()).isEqualTo(AgendaState.EXECUTING);
    assertThat(agenda.operation("a").attempt()).isEqualTo(1);
    assertThat(agenda.operation("b").lease().map(lease -> lease.attempt())).contains(2);
    agenda.settle(agenda.succeeded("b", 1));
    assertThat(agenda.operation("b").isComplete()).as("the first attempt is fenced").isFalse();

    agenda.settle(agenda.succeeded("b"));
    agenda.settle(agenda.succeeded("c"));
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
    assertThat(agenda.changes().filter(Change.AgendaEnded.class::isInstance)).hasSize(1);
  }

  @Test
  void doesOnlyTheFailedItemsAgain() {
    var agenda = Scenario.tried(2, op("all").forEach(10, Tolerance.NONE)).then();
    agenda.settle(agenda.gave("all", items(3)));
    agenda.settle(agenda.succeeded("all[0]"), agenda.failed("all[1]"), agenda.succeeded("all[2]"));
    assertThat(agenda.operation("all").state()).isEqualTo(OperationState.LEASING);

    agenda.settle(agenda.gave("all", items(3)));

    assertThat(leased(agenda)).containsExactly("all", "all[1]");
    assertThat(agenda.operation("all[1]").attempt()).isEqualTo(2);
    agenda.settle(agenda.succeeded("all[1]"));
    assertThat(agenda.operation("all").output()).contains(new Output.Collected(3, 3, 0, 0));
  }

  @Test
  void leavesWhatAListToleratedWhenItsAgendaIsTriedAgain() {
    var agenda = Scenario.tried(2, op("all").forEach(10, TWO), op("b").after("all")).then();
    agenda.settle(agenda.gave("all", items(2)));
    agenda.settle(agenda.succeeded("all[0]"), agenda.failed("all[1]"));

    agenda.settle(agenda.failed("b"));

    assertThat(agenda.run().attempt()).isEqualTo(2);
    assertThat(agenda.operation("all[1]").hasFailed()).isTrue();
    agenda.settle(agenda.succeeded("b"));
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
  }

  @Test
  void worksOnOtherItemsFromTheStartAndNeverUsesAnAttemptTwice() {
    var agenda = Scenario.tried(2, op("all").forEach(10, Tolerance.NONE)).then();
    agenda.settle(agenda.gave("all", items(2)));
    agenda.settle(agenda.succeeded("all[0]"), agenda.failed("all[1]"));

    agenda.settle(agenda.gave("all", items(1)));

    assertThat(agenda.run().operations()).containsOnlyKeys("all", "all[0]");
    assertThat(agenda.operation("all[0]").attempt()).isEqualTo(2);
    assertThat(agenda.run().retired()).containsExactly(Map.entry("all[1]", 1));
  }

  @Test
  void leavesNoItemBehindWhenItsListIsPassedOverTheSecondTime() {
    var agenda = Scenario.of(op("a"), op("all").forEach(10, TWO).after("a")).then();
    agenda.settle(agenda.succeeded("a"));
    agenda.settle(agenda.gave("all", items(2)));
    agenda.settle(agenda.succeeded("all[0]"), agenda.succeeded("all[1]"));
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);

    agenda.reset(new Reset.All()).settle();
    agenda.settle(agenda.declined("a"));

    assertThat(agenda.operation("all").isDeclined()).isTrue();
    assertThat(agenda.operation("all[1]").outcome()).contains(OperationOutcome.SKIPPED);
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
  }

  @Test
  void forgetsWhatAGeneratorListedWhenItIsDoneAgain() {
    var agenda = Scenario.tried(2, op("plan").generates(), op("b").after("plan")).then();
    agenda.settle(agenda.gave("plan", listing("x")));
    agenda.settle(agenda.succeeded("x"), agenda.failed("b"));
    assertThat(agenda.operation("x").hasSucceeded()).as("its generator had succeeded").isTrue();

    var again = agenda.reset(new Reset.Named(Set.of("plan")));

    assertThat(again.run().operations()).containsOnlyKeys("plan", "b");
  }

  @Test
  void comesOutTheSameWhenItIsReadBack() {
    var agenda = Scenario.tried(2, op("all").forEach(2, TWO), op("plan").generates()).then();
    agenda.settle(agenda.gave("all", items(4)), agenda.gave("plan", listing("x")));
    agenda.settle(agenda.failed("all[0]"), agenda.failed("x"));
    agenda.settle(agenda.failed("all[1]"), agenda.succeeded("all[2]"));

    assertThat(agenda.replayed()).isEqualTo(agenda.run());
  }

  private static Json items(int count) {
    return Json.array(IntStream.range(0, count).mapToObj(Json::of).toList());
  }

  private static Json listing(String... names) {
    return Json.object()
        .put(
            "operations",
            Json.array(
                Stream.of(names)
                    .map(name ->
                        (Json)
                            Json.object()
                                .put("name", name)
                                .put("type", ScenarioOperation.PROCESS)
                                .build())
                    .toList()))
        .build();
  }

  private static List<String> leased(Scenario agenda) {
    return agenda.run().operations().values().stream()
        .filter(OperationRun::isLeased)
        .map(OperationRun::name)
        .filter(name -> !name.equals("all") || agenda.run().attempt() > 1)
        .toList();
  }
}
