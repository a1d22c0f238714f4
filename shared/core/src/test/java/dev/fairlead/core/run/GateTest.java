package dev.fairlead.core.run;

import static dev.fairlead.core.run.Scenario.tick;
import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Backoff;
import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.FailurePolicy;
import dev.fairlead.core.agenda.RetryPolicy;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Grant;
import dev.fairlead.core.quota.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private static Grant grant(Map<String, Long> amounts) {
    return new Grant(Limits.ofMap(amounts));
  }

  private static Grant slots(long operations) {
    return grant(Map.of("operations", operations));
  }

  private static List<String> launched(RunStep step) {
    return step.changes().stream()
        .flatMap(change ->
            change instanceof Change.OperationLaunched launched
                ? Stream.of(launched.operation())
                : Stream.of())
        .toList();
  }

  private static Amounts operations(long count) {
    return Amounts.of(0, count, 0, 0);
  }

  @Test
  void startsInDocumentOrderWhatHasRoomAndTellsWhatWaits() {
    var agenda = Scenario.of(op("a"), op("b"), op("c"), op("d").after("a")).granted(slots(2));

    var step = agenda.step();
    assertThat(launched(step)).containsExactly("a", "b");
    assertThat(step.usage()).isEqualTo(new Usage(operations(2), operations(3), List.of("c")));
    assertThat(agenda.operation("c").state()).isEqualTo(OperationState.READY);

    step = agenda.step(agenda.succeeded("a"));
    assertThat(launched(step)).containsExactly("c");
    assertThat(step.usage()).isEqualTo(new Usage(operations(2), operations(3), List.of("d")));
  }

  @Test
  void startsMoreOnceItIsGivenMore() {
    var agenda = Scenario.of(op("a"), op("b"), op("c")).granted(slots(1));
    agenda.step();

    assertThat(launched(agenda.step(tick()))).isEmpty();
    assertThat(launched(agenda.granted(slots(3)).step(tick()))).containsExactly("b", "c");
  }

  @Test
  void countsTheMemoryThatGrewWithEachAttemptThatWasKilledForWantOfIt() {
    var policy = new RetryPolicy(4, Backoff.NONE, Optional.empty(), 2);
    var agenda =
        Scenario.of(
                op("a").requesting(Map.of("memory", 100L)).retry(policy),
                op("b").requesting(Map.of("memory", 300L)))
            .granted(grant(Map.of("memory", 400L)));
    assertThat(agenda.step().usage().used()).isEqualTo(Amounts.of(0, 0, 0, 400));

    // What failed otherwise gets the same again.
    var step = agenda.step(agenda.failed("a"));
    assertThat(launched(step)).containsExactly("a");
    step = agenda.step(agenda.failed("a", Report.Diagnostic.OUT_OF_MEMORY));

    assertThat(launched(step)).isEmpty();
    assertThat(step.usage())
        .isEqualTo(new Usage(Amounts.of(0, 0, 0, 300), Amounts.of(0, 0, 0, 500), List.of("a")));
    assertThat(launched(agenda.step(agenda.succeeded("b")))).containsExactly("a");
    step = agenda.step(agenda.failed("a", Report.Diagnostic.OUT_OF_MEMORY));
    assertThat(step.usage().used()).isEqualTo(Amounts.of(0, 0, 0, 400));
    assertThat(agenda.replayed()).isEqualTo(agenda.run());
  }

  @Test
  void countsNothingWhereNobodyHasALimit() {
    var agenda = Scenario.of(op("a"), op("b").requesting(Map.of("cpu", 9000L)));

    var step = agenda.step();
    assertThat(launched(step)).containsExactly("a", "b");
    assertThat(step.usage()).isEqualTo(Usage.UNCOUNTED);
  }

  @Test
  void asksOnlyForWhatTheGrantSpeaksOf() {
    var agenda =
        Scenario.of(op("a").requesting(Map.of("cpu", 9000L)), op("b").requesting(Map.of("gpu", 1L)))
            .granted(grant(Map.of("gpu", 0L)));

    assertThat(launched(agenda.step())).containsExactly("a");
  }

  @Test
  void keepsThePlaceOfOneThatNeedsMuchAgainstSmallerOnesAfterIt() {
    var agenda =
        Scenario.of(
                op("first"),
                op("large").requesting(Map.of("operations", 3L)),
                op("small"),
                op("other").requesting(Map.of("gpu", 1L)))
            .granted(grant(Map.of("operations", 3L, "gpu", 1L)));

    var step = agenda.step();
    assertThat(launched(step)).containsExactly("first", "other");
    assertThat(step.usage().waiting()).containsExactly("large", "small");

    assertThat(launched(agenda.step(agenda.succeeded("first")))).containsExactly("large");
    assertThat(launched(agenda.step(agenda.succeeded("large")))).containsExactly("small");
  }

  @Test
  void countsTheItemsOfAListAndNotTheListItself() {
    var agenda =
        Scenario.of(op("all").forEach(10, Expansion.Tolerance.NONE), op("last").after("all"))
            .granted(slots(2));
    agenda.step();
    var items = Json.array(List.of(Json.of(1), Json.of(2), Json.of(3)));
    agenda.step(agenda.gave("all", items));

    var step = agenda.step();
    assertThat(launched(step)).containsExactly("all[0]", "all[1]");
    assertThat(step.usage()).isEqualTo(new Usage(operations(2), operations(3), List.of("all[2]")));
  }

  @Test
  void freesTheRoomOfWhatIsCancelledOrTriedAgain() {
    var agenda =
        Scenario.of(FailurePolicy.CONTINUE, op("a").attempts(2), op("b"), op("c"))
            .granted(slots(1));
    agenda.step();

    // It was first in the document, so it is first again.
    assertThat(launched(agenda.step(agenda.failed("a")))).containsExactly("a");
    assertThat(launched(agenda.step(agenda.failed("a")))).containsExactly("b");
    assertThat(launched(agenda.step(agenda.succeeded("b")))).containsExactly("c");
  }

  @Test
  void wantsNothingForWhatCannotStart() {
    var agenda = Scenario.of(op("a"), op("b")).granted(slots(1));
    agenda.step();
    agenda.signal(Signal.PAUSE);

    assertThat(agenda.step(tick()).usage())
        .isEqualTo(new Usage(operations(1), operations(1), List.of()));
  }

  @Test
  void doesWhatComesFinallyWithinTheGrant() {
    var agenda = Scenario.of(op("a"), op("x").atLast(), op("y").atLast()).granted(slots(1));
    agenda.step();

    var step = agenda.step(agenda.succeeded("a"));
    assertThat(launched(step)).containsExactly("x");
    assertThat(step.usage().waiting()).containsExactly("y");
  }

  /**
   * Whatever comes and goes: never more than granted, and never stuck with a grant of its floor.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void isNeverOverItsGrantAndEndsWithItsFloorAlone(long seed) {
    var random = new Random(seed);
    for (int run = 0; run < 40; run++) {
      var operations = operations(random);
      var floor =
          operations.stream().map(ScenarioOperation::requests).reduce(Amounts.NONE, Amounts::max);
      var names = Limits.ofMap(Map.of("operations", 0L, "gpu", 0L));
      var held = floor;
      var agenda =
          Scenario.of(FailurePolicy.CONTINUE, operations.toArray(ScenarioOperation[]::new));
      for (int turn = 0; !agenda.run().isComplete(); turn++) {
        assertThat(turn).as("turns").isLessThan(1000);
        if (random.nextInt(4) == 0) {
          held = held.plus(Amounts.of(0, random.nextInt(3), 0, 0));
        }
        agenda.granted(Grant.of(held, names)).settle(reports(agenda, random));

        var used =
            agenda.run().operations().values().stream()
                .filter(OperationRun::isLeased)
                .map(operation -> agenda.plan().operation(operation.name()).requests())
                .reduce(Amounts.NONE, Amounts::plus);
        assertThat(used.fits(Grant.of(held, names).limits())).isTrue();
        assertThat(used.isZero() && !agenda.run().isComplete()).as("stuck").isFalse();
        var usage = agenda.step(tick()).usage();
        assertThat(usage.used()).isEqualTo(used);
        held = held.minus(Grant.of(held, names).surplus(floor, usage.wanted()));
      }
    }
  }

  private static Report[] reports(Scenario agenda, Random random) {
    var running =
        new ArrayList<>(
            agenda.run().operations().values().stream().filter(OperationRun::isLeased).toList());
    if (!running.isEmpty()) {
      running.subList(0, random.nextInt(running.size())).clear();
    }
    return running.stream()
        .map(operation ->
            random.nextInt(5) == 0
                ? agenda.failed(operation.name())
                : agenda.succeeded(operation.name()))
        .toArray(Report[]::new);
  }

  private static List<ScenarioOperation> operations(Random random) {
    return IntStream.range(0, 1 + random.nextInt(12))
        .mapToObj(i -> {
          var operation =
              op("op" + i)
                  .attempts(1 + random.nextInt(2))
                  .requesting(
                      Map.of(
                          "operations", 1L + random.nextInt(3),
                          "gpu", (long) random.nextInt(2),
                          "cpu", (long) random.nextInt(9)));
          return i == 0 || random.nextBoolean()
              ? operation
              : operation.after("op" + random.nextInt(i));
        })
        .toList();
  }
}
