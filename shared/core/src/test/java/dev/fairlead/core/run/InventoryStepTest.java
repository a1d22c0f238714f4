package dev.fairlead.core.run;

import static dev.fairlead.core.run.Scenario.tick;
import static dev.fairlead.core.run.ScenarioOperation.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.InventoryName;
import dev.fairlead.core.agenda.Verb;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.InventoryView.Answer;
import dev.fairlead.core.run.InventoryView.Maker;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How steps ask for an inventory, wait for it, and change what is in it. */
class InventoryStepTest {
  private static final InventoryName SHOP = new InventoryName("shop");
  private static final Intent ASK = new Intent.LockInventory();

  /** With these components, made by operations of this agenda or, with a {@code *}, another's. */
  private record Known(Answer answer, Map<String, String> makers) implements InventoryView {
    @Override
    public Optional<Maker> find(String componentId) {
      return Optional.ofNullable(makers.get(componentId))
          .map(maker -> new Maker(!maker.startsWith("*"), maker));
    }
  }

  private static InventoryView holding(Map<String, String> makers) {
    return new Known(new Answer.Unasked(), makers);
  }

  private static InventoryView answering(Answer answer) {
    return new Known(answer, Map.of());
  }

  private static Scenario held(ScenarioOperation... operations) {
    var agenda = Scenario.keeping(SHOP, operations);
    agenda.step();
    agenda.step(answering(new Answer.Granted(4)));
    return agenda;
  }

  private static Optional<Change.InventoryChanged> changed(RunStep step) {
    return step.changes().stream()
        .filter(Change.InventoryChanged.class::isInstance)
        .map(Change.InventoryChanged.class::cast)
        .findFirst();
  }

  @Test
  void startsNothingBeforeItHasItsInventory() {
    var agenda = Scenario.keeping(SHOP, op("a"));

    var first = agenda.step();
    assertThat(first.intents()).containsExactly(ASK);
    assertThat(agenda.operation("a").state()).isEqualTo(OperationState.WAITING);
    var granted = agenda.step(answering(new Answer.Granted(4)));

    assertThat(granted.intents())
        .containsExactly(new Intent.ApplyInventory(), new Intent.Launch("a", 1));
    assertThat(agenda.run().lock()).contains(new InventoryLock.Held(4, 2, 2));
    assertThat(agenda.replayed()).isEqualTo(agenda.run());
  }

  @Test
  void saysOnceForWhomItWaitsAndAsksAgainWhenItIsLookedAt() {
    var agenda = Scenario.keeping(SHOP, op("a"));
    agenda.step();

    var busy = agenda.step(answering(new Answer.Busy("x")));
    assertThat(busy.changes()).hasSize(1);
    assertThat(busy.intents()).isEmpty();
    assertThat(agenda.run().lock()).contains(new InventoryLock.Awaited("x"));
    assertThat(agenda.step(tick()).intents()).containsExactly(ASK);
    assertThat(agenda.step(answering(new Answer.Busy("x"))).changes()).isEmpty();
    assertThat(agenda.step(answering(new Answer.Busy("y"))).changes()).hasSize(1);
  }

  @Test
  void asksNotWhilePausedAndEndsWithoutItWhenCancelled() {
    var agenda = Scenario.keeping(SHOP, op("a"), op("last").does(Verb.CREATE, "x").atLast());
    agenda.signal(Signal.PAUSE);
    assertThat(agenda.step(tick()).intents()).isEmpty();

    agenda.signal(Signal.CANCEL);
    assertThat(agenda.step(tick()).intents()).containsExactly(new Intent.Launch("last", 1));
    agenda.step(agenda.succeeded("last"));

    assertThat(agenda.operation("last").diagnostic().orElseThrow().message())
        .isEqualTo("Its agenda ended before it got hold of the inventory.");
    assertThat(agenda.run().outcome()).contains(AgendaOutcome.CANCELLED);
  }

  @Test
  void changesItWithTheSuccessInTheSameEntry() {
    var agenda = held(op("a").does(Verb.CREATE, "x"), op("b").does(Verb.DELETE, "y"), op("c"));

    var made = agenda.step(holding(Map.of()), agenda.succeeded("a"));
    assertThat(made.changes()).hasSize(2);
    assertThat(changed(made).orElseThrow().components()).containsExactly("x");
    assertThat(made.intents()).contains(new Intent.ApplyInventory());
    assertThat(agenda.run().lock()).contains(new InventoryLock.Held(4, 2, 3));
    assertThat(changed(agenda.step(holding(Map.of()), agenda.succeeded("b")))).isEmpty();
    assertThat(changed(agenda.step(holding(Map.of()), agenda.succeeded("c")))).isEmpty();
    assertThat(agenda.replayed()).isEqualTo(agenda.run());
  }

  @Test
  void changesNothingBecauseOfAResultThatCameBefore() {
    var agenda = held(op("a").does(Verb.CREATE, "x"), op("b"));
    agenda.step(holding(Map.of()), agenda.succeeded("a"));

    assertThat(agenda.step(holding(Map.of("x", "a")), agenda.succeeded("a", 1)).changes())
        .isEmpty();
    assertThat(agenda.operation("a").outcome()).contains(OperationOutcome.SUCCEEDED);
  }

  @Test
  void failsWhatMakesAComponentOfAnother() {
    var agenda = held(op("a").does(Verb.CREATE, "x"), op("b").does(Verb.CREATE, "x"), op("c"));

    var step = agenda.step(holding(Map.of()), agenda.succeeded("a"), agenda.succeeded("b"));

    assertThat(changed(step).orElseThrow().operation()).isEqualTo("a");
    assertThat(agenda.operation("b").outcome()).contains(OperationOutcome.FAILED);
    var other = held(op("a").does(Verb.CREATE, "x"), op("b").does(Verb.CREATE, "y"));
    other.step(holding(Map.of("x", "*a", "y", "b")), other.succeeded("a"), other.succeeded("b"));
    assertThat(other.operation("a").outcome()).contains(OperationOutcome.FAILED);
    assertThat(other.operation("b").outcome()).contains(OperationOutcome.SUCCEEDED);
  }

  @Test
  void seesInOneEntryWhatItDidBefore() {
    var agenda =
        held(
            op("a").does(Verb.CREATE, "x"),
            op("b").does(Verb.DELETE, "x"),
            op("c").does(Verb.CREATE, "x"),
            op("d").does(Verb.UPDATE, "x"));

    agenda.step(
        holding(Map.of()),
        agenda.succeeded("a"),
        agenda.succeeded("b"),
        agenda.succeeded("c"),
        agenda.succeeded("d"));

    assertThat(agenda.run().outcome()).contains(AgendaOutcome.SUCCEEDED);
    assertThat(agenda.changes().filter(Change.InventoryChanged.class::isInstance)).hasSize(4);
  }

  @Test
  void replacesWhatItMadeThoughAnotherUpdatesItInTheSameEntry() {
    var agenda =
        held(
            op("a").does(Verb.UPDATE, "x"),
            op("b").does(Verb.GET, "x"),
            op("c").does(Verb.CREATE, "x"),
            op("d").does(Verb.UPDATE, "y"),
            op("e").does(Verb.CREATE, "y"));

    agenda.step(
        holding(Map.of("x", "c", "y", "*e")),
        agenda.succeeded("a"),
        agenda.succeeded("b"),
        agenda.succeeded("c"),
        agenda.succeeded("d"),
        agenda.succeeded("e"));

    assertThat(agenda.operation("c").outcome()).contains(OperationOutcome.SUCCEEDED);
    assertThat(agenda.operation("e").outcome()).contains(OperationOutcome.FAILED);
  }

  @Test
  void leavesItWithItsEndAndAsksAgainWhenItIsDoneAgain() {
    var agenda = held(op("a").does(Verb.CREATE, "x"));
    var last = agenda.step(holding(Map.of()), agenda.gave("a", Json.EMPTY));

    assertThat(last.intents()).contains(new Intent.ApplyInventory(), new Intent.Close());
    agenda.reset(new Reset.All());
    assertThat(agenda.run().lock()).isEmpty();
    assertThat(agenda.step().intents()).containsExactly(ASK);
  }

  @Test
  void looksWhetherAllIsThereWhenItIsLookedAt() {
    var agenda = held(op("a").queued());

    assertThat(agenda.step(tick()).intents()).contains(new Intent.ApplyInventory());
  }
}
