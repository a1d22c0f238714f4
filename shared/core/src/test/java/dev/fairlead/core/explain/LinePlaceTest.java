package dev.fairlead.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.run.AgendaOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of an agenda that nobody claimed. */
class LinePlaceTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.25Z");
  private static final Gate OPEN = new Gate.Open();
  private static final Gate.Held HELD = new Gate.Held("ann", NOON, "The disk is full.");
  private static final Gate.Draining DRAINING = new Gate.Draining("ann", NOON, "It moves.");
  private static final Ahead FOUR = new Ahead(4, 3, false, Optional.of(12.4));

  private static LinePlace place(Gate gate, Gate pool, int dispatched) {
    return new LinePlace(
        "encoders", gate, pool, 2, dispatched, Optional.empty(), FOUR, Optional.empty());
  }

  private static List<AgendaReason> ofEachKind() {
    return List.of(
        new AgendaReason.Held(true),
        new AgendaReason.Held(false),
        place(HELD, OPEN, 0).reason(),
        place(DRAINING, OPEN, 0).reason(),
        place(OPEN, HELD, 0).reason(),
        place(OPEN, DRAINING, 0).reason(),
        place(OPEN, OPEN, 2).reason(),
        place(OPEN, OPEN, 0).reason(),
        new AgendaReason.BesideParent(),
        new AgendaReason.FloorOverLimits("cpu", "8", "4", "the insight i"),
        new AgendaReason.Dispatched(NOON, 0),
        new AgendaReason.Dispatched(NOON, 2),
        new AgendaReason.CustomerCeiling("operations", "10", "10"),
        new AgendaReason.InsightLimits("cpu", "8", "8", FOUR),
        new AgendaReason.PoolFull("operations", "1", "8", "8", FOUR),
        new AgendaReason.PoolShare("cpu", "1", "2", "2", Optional.of(Duration.ofMinutes(5)), FOUR),
        new AgendaReason.Floor("memory", "4Gi", "1Gi"),
        new AgendaReason.Claimed(),
        new AgendaReason.NextAttempt(2, NOON),
        new AgendaReason.Running(1, 2),
        new AgendaReason.Paused(0),
        new AgendaReason.Inventory("shop", Optional.of("x")),
        new AgendaReason.Ending(AgendaOutcome.FAILED, 1),
        new AgendaReason.Over(AgendaOutcome.SUCCEEDED));
  }

  @Test
  void everyReasonSaysWhatItIsAndWhatWouldEndIt() {
    Set<Class<?>> classes = new HashSet<>();
    for (AgendaReason reason : ofEachKind()) {
      assertThat(reason.sentence()).endsWith(".").doesNotContain("  ");
      assertThat(reason.unblock().isPresent()).as("%s", reason).isEqualTo(reason.code().isWait());
      classes.add(reason.getClass());
    }

    assertThat(classes).containsExactlyInAnyOrder(AgendaReason.class.getPermittedSubclasses());
  }

  /** A code that no reason has is one that a client waits for in vain. */
  @Test
  void everyCodeIsSomeReasons() {
    var codes = EnumSet.noneOf(ReasonCode.class);
    ofEachKind().forEach(reason -> codes.add(reason.code()));
    codes.addAll(EnumSet.range(ReasonCode.AGENDA_NOT_STARTED, ReasonCode.EXECUTING));

    assertThat(codes).containsExactlyInAnyOrder(ReasonCode.values());
  }

  @Test
  void saysWhatIsBeforeItAndOfOthersOnlyHowMuch() {
    assertThat(FOUR.sentence())
        .isEqualTo("4 agendas are before it, 3 of them your own, of about 12 slot-minutes.");
    assertThat(new Ahead(1, 1, false, Optional.empty()).sentence())
        .isEqualTo("1 agenda is before it, all of them your own.");
    assertThat(new Ahead(1_000, 0, true, Optional.empty()).sentence())
        .isEqualTo("1000 agendas or more are before it.");
    assertThat(Ahead.NONE.sentence()).isEqualTo("It is the first in its line.");
  }

  @Test
  void saysTheFirstThingThatKeepsIt() {
    var floor = new AgendaReason.Floor("cpu", "2", "1");
    var all = new LinePlace("i", HELD, HELD, 0, 0, Optional.empty(), FOUR, Optional.of(floor));
    assertThat(all.reason().code()).isEqualTo(ReasonCode.POOL_HELD);

    assertThat(place(HELD, OPEN, 2).reason().code()).isEqualTo(ReasonCode.INSIGHT_HELD);
    assertThat(place(OPEN, OPEN, 2).reason().code()).isEqualTo(ReasonCode.QUEUE_FULL);
    assertThat(place(HELD, OPEN, 0).reason().sentence())
        .isEqualTo("Insight encoders is held since 2026-03-01T12:00:00Z: The disk is full.");
    var dispatched =
        new LinePlace(
            "i",
            HELD,
            OPEN,
            2,
            2,
            Optional.of(new AgendaReason.Dispatched(NOON, 1)),
            Ahead.NONE,
            Optional.empty());
    assertThat(dispatched.reason().sentence())
        .isEqualTo(
            "It was dispatched at 2026-03-01T12:00:00Z; 1 agenda will be claimed before it.");
  }
}
