package dev.fairlead.core.run;

import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Expansion.Tolerance;
import dev.fairlead.core.json.Json;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an agenda that is over does again. */
class RerunTest {
  /** The first ancestor's vectors: 4 came from 2, and 5 from 4. */
  @ParameterizedTest
  @Tag("F094")
  @CsvSource({"3, 3 5, ''", "2, 2 3, 4 5", "1, 1 2 3, 4 5", "2 4, 2 3, 4 5", "4, 4, 5", "5, 5, ''"})
  void takesAlongWhatWaitsAndRemovesWhatCameFromIt(String from, String again, String removed) {
    var agenda = vectors();

    Rerun rerun = Rerun.from(agenda.plan(), agenda.run(), names(from));

    assertThat(rerun.again()).containsExactlyInAnyOrderElementsOf(names(again));
    assertThat(rerun.removed()).containsExactlyInAnyOrderElementsOf(names(removed));
    assertThat(rerun.kept()).hasSize(5 - names(again).size() - names(removed).size());
  }

  private static Scenario vectors() {
    var agenda =
        Scenario.of(op("1"), op("2").after("1").generates(), op("3").after("1", "2")).then();
    agenda.settle(agenda.succeeded("1"));
    agenda.settle(agenda.gave("2", listing(generator("4"))));
    agenda.settle(agenda.gave("4", listing(waiting("5"))));
    agenda.settle(agenda.succeeded("3"));
    agenda.settle(agenda.succeeded("5"));
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
    return agenda;
  }

  @Test
  void doesEverythingAgainWithNewAttempts() {
    var agenda = vectors();

    Rerun rerun = Rerun.all(agenda.run());
    agenda.reset(rerun.reset()).settle();

    assertThat(rerun.kept()).isEmpty();
    assertThat(agenda.run().operations()).containsOnlyKeys("1", "2", "3");
    assertThat(agenda.run().attempt()).isEqualTo(2);
    assertThat(agenda.run().outcome()).isEmpty();
    assertThat(agenda.operation("1").attempt()).isEqualTo(2);
  }

  @Test
  void tellsFailedFromUnfinished() {
    var agenda =
        Scenario.of(op("a"), op("b").after("a"), op("c"), op("d").after("c"), op("z").atLast())
            .then();
    agenda.settle(agenda.failed("a"));
    agenda.settle(agenda.succeeded("c"));
    agenda.settle(agenda.succeeded("z"));

    assertThat(Rerun.failed(agenda.plan(), agenda.run()).again())
        .containsExactlyInAnyOrder("a", "b", "z");
    assertThat(Rerun.unfinished(agenda.plan(), agenda.run()).again())
        .containsExactlyInAnyOrder("a", "b", "d", "z");
    assertThat(Rerun.unfinished(agenda.plan(), agenda.run()).kept()).containsExactly("c");
  }

  @Test
  void doesOnlyTheFailedItemsOfAListAgain() {
    var agenda = Scenario.of(op("all").forEach(5, Tolerance.NONE), op("then").after("all")).then();
    agenda.settle(agenda.gave("all", Json.array(List.of(Json.of(0), Json.of(1), Json.of(2)))));
    agenda.settle(agenda.succeeded("all[0]"), agenda.failed("all[1]"), agenda.succeeded("all[2]"));

    assertThat(Rerun.failed(agenda.plan(), agenda.run()).again())
        .containsExactlyInAnyOrder("all", "all[1]", "then");
    assertThat(Rerun.from(agenda.plan(), agenda.run(), List.of("all")))
        .satisfies(whole -> {
          assertThat(whole.again()).containsExactlyInAnyOrder("all", "then");
          assertThat(whole.removed()).containsExactlyInAnyOrder("all[0]", "all[1]", "all[2]");
        });
    assertThat(Rerun.from(agenda.plan(), agenda.run(), List.of("all[2]")).again())
        .containsExactlyInAnyOrder("all", "all[2]", "then");
  }

  @Test
  void alsoDoesTheItemsThatAFailedListNeverCameTo() {
    var agenda = Scenario.of(op("all").forEach(1, Tolerance.NONE)).then();
    agenda.settle(agenda.gave("all", Json.array(List.of(Json.of(0), Json.of(1), Json.of(2)))));
    agenda.settle(agenda.failed("all[0]"));

    assertThat(Rerun.failed(agenda.plan(), agenda.run()).again())
        .containsExactlyInAnyOrder("all", "all[0]", "all[1]", "all[2]");
  }

  @Test
  void doesAllItemsOfAListAgainThatWaitsForWhatIsDoneAgain() {
    var agenda =
        Scenario.of(
                op("first").forEach(5, new Tolerance(1, 0)),
                op("second").after("first").forEach(5, Tolerance.NONE))
            .then();
    agenda.settle(agenda.gave("first", Json.array(List.of(Json.of(0), Json.of(1)))));
    agenda.settle(agenda.succeeded("first[0]"), agenda.failed("first[1]"));
    agenda.settle(agenda.gave("second", Json.array(List.of(Json.of(0), Json.of(1)))));
    agenda.settle(agenda.succeeded("second[0]"), agenda.failed("second[1]"));

    Rerun rerun = Rerun.failed(agenda.plan(), agenda.run());

    assertThat(rerun.again()).containsExactlyInAnyOrder("first", "first[1]", "second");
    assertThat(rerun.kept()).containsExactly("first[0]");
    assertThat(rerun.removed()).containsExactlyInAnyOrder("second[0]", "second[1]");
  }

  private static List<String> names(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(name -> !name.isEmpty()).toList();
  }

  private static Json listing(Json operation) {
    return Json.object().put("operations", Json.array(List.of(operation))).build();
  }

  private static Json generator(String name) {
    var params = Json.object().put("agenda.operation.generator", Json.EMPTY).build();
    return Json.object()
        .put("name", name)
        .put("type", ScenarioOperation.PROCESS)
        .put("params", params)
        .build();
  }

  private static Json waiting(String name) {
    return Json.object()
        .put("name", name)
        .put("type", ScenarioOperation.PROCESS)
        .put("dependsOn", Json.texts(List.of("3")))
        .build();
  }
}
