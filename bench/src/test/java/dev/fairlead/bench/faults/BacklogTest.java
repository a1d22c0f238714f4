package dev.fairlead.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.Receipt;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.Admission;
import dev.fairlead.store.Alarms;
import dev.fairlead.store.Alarms.Alarm;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Outbox;
import dev.fairlead.store.Place;
import dev.fairlead.store.Settlement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Goes by what the stores themselves write, so that it sees when their rows move. */
class BacklogTest {
  private static final AgendaKey AGENDA =
      new AgendaKey(new CustomerId("acme"), new AgendaId("01kjmma3778eh0v96svr2rd8s9"));
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final SimulatedClock clock = new SimulatedClock();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final Backlog backlog = new Backlog();

  @Test
  void hasNothingToFindAtFirst() {
    for (ScheduleSpec schedule : ScheduleSpec.values()) {
      assertThat(backlog.next(schedule)).isIn(Actor.NEVER, Instant.MIN);
    }
    assertThat(backlog.isEmpty()).isTrue();
  }

  @Test
  void knowsTheFirstAlarm() {
    var alarms = new Alarms(adapters.items(), Alarms.Kind.LOOK);
    var soon = new Alarm(AGENDA, NOON.plusSeconds(3));
    var other = new AgendaKey(new CustomerId("bolt"), new AgendaId("01kjmma3778eh0v96svr2rd8s8"));

    backlog.changed(List.of(alarms.set(new Alarm(other, NOON.plusSeconds(7))), alarms.set(soon)));
    assertThat(backlog.next(ScheduleSpec.RECLAIMER)).isEqualTo(NOON.plusSeconds(3));

    backlog.changed(List.of(Write.delete(alarms.set(soon).key())));
    assertThat(backlog.next(ScheduleSpec.RECLAIMER)).isEqualTo(NOON.plusSeconds(7));
    assertThat(backlog.isEmpty()).isFalse();
  }

  @Test
  void hasTimersThatItDoesNotKnowLookedForAtOnce() {
    var key = new Key(TableSpec.TIMERS.tableName(), "another/0", "a");

    backlog.changed(List.of(Write.put(new Item(key, Map.of()), Condition.always())));

    assertThat(backlog.next(ScheduleSpec.RECLAIMER)).isEqualTo(Instant.MIN);
  }

  @Test
  void takesAnAgendaThatIsOverForNothingToDo() {
    var reaped = new Alarms(adapters.items(), Alarms.Kind.REAP);

    backlog.changed(List.of(reaped.set(new Alarm(AGENDA, NOON))));

    assertThat(backlog.isEmpty()).isTrue();
    assertThat(backlog.next(ScheduleSpec.RECLAIMER)).isEqualTo(Actor.NEVER);
  }

  @Test
  void knowsWhoIsInLineAndWhatIsPromised() {
    var outbox = new Outbox(adapters.items(), adapters.queues());
    var entry = new InLine(new Place("default", 0, NOON), AGENDA, 0, Amounts.NONE, "log/0");
    var terms =
        new Admission(
            "default", 0, false, Amounts.NONE, 0, "log/0", NOON, new Receipt(0, 0, 0, 0, 0, 0));

    backlog.changed(
        List.of(
            Lines.enter(entry),
            outbox.write(new Outbox.Promise("p", "wake.fifo", "default", NOON))));
    assertThat(backlog.next(ScheduleSpec.SCHEDULER_TICK)).isEqualTo(Instant.MIN);
    assertThat(backlog.next(ScheduleSpec.OUTBOX_SWEEPER)).isEqualTo(Instant.MIN);
    assertThat(backlog.next(ScheduleSpec.PERMIT_SWEEPER)).isEqualTo(Actor.NEVER);

    backlog.changed(Lines.dispatch(List.of(new Lines.Turn(entry, terms)), 0, 1));
    assertThat(backlog.next(ScheduleSpec.SCHEDULER_TICK)).isEqualTo(Actor.NEVER);
    assertThat(backlog.next(ScheduleSpec.PERMIT_SWEEPER)).isEqualTo(Instant.MIN);
  }

  @Test
  void hasASchedulerFindWhatItsAgendasLeftForIt() {
    var terms =
        new Admission(
            "default", 0, true, Amounts.NONE, 0, "log/0", NOON, new Receipt(0, 0, 0, 0, 0, 0));
    var note = new Settlement(AGENDA, 1, terms, Optional.empty(), NOON);

    backlog.changed(List.of(note.write()));
    assertThat(backlog.next(ScheduleSpec.SCHEDULER_TICK)).isEqualTo(Instant.MIN);
    assertThat(backlog.isEmpty()).isFalse();

    backlog.changed(List.of(note.take()));
    assertThat(backlog.next(ScheduleSpec.SCHEDULER_TICK)).isEqualTo(Actor.NEVER);
    assertThat(backlog.isEmpty()).isTrue();
  }
}
