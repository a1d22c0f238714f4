package dev.fairlead.reapers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Alarms;
import dev.fairlead.store.Alarms.Alarm;
import dev.fairlead.testkit.time.SettableClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReclaimerTest {
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final AgendaKey AGENDA = AgendaKey.parse("acme/01k00000000000000000000001");

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final Alarms alarms = new Alarms(adapters.items(), Alarms.Kind.LOOK);
  private final Reclaimer reclaimer = new Reclaimer(adapters.ports(), PERIOD, clock);

  @BeforeEach
  void acceptAnAgendaWithAnAlarm() {
    accept(AGENDA);
  }

  private void accept(AgendaKey agenda) {
    var rows = new AgendaRows(adapters.items(), adapters.blobs());
    var header =
        new AgendaHeader(
            agenda,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "default",
            clock.instant(),
            new CorrelationId("call"),
            "0",
            Optional.of("{}"),
            1);
    adapters.items().transact(rows.accept(header));
    adapters.items().write(alarms.set(new Alarm(agenda, clock.instant().plus(PERIOD))));
  }

  @AfterEach
  void close() {
    adapters.close();
  }

  @Test
  void leavesAnAlarmAloneThatIsNotDue() {
    reclaimer.sweep();
    assertThat(ticks()).isZero();
  }

  @Test
  void ringsAnAlarmThatIsDueAndMovesItOn() {
    clock.advance(PERIOD);
    reclaimer.sweep();
    reclaimer.sweep();
    assertThat(ticks()).isEqualTo(1);
  }

  @Test
  void ringsWhatIsNotDueYetAfterARestart() {
    clock.advance(Duration.ofSeconds(1));
    reclaimer.recover();
    assertThat(ticks()).isEqualTo(1);
    clock.advance(PERIOD);
    reclaimer.sweep();
    assertThat(ticks()).as("moved on, not lost").isEqualTo(2);
  }

  @Test
  void keepsAnAlarmThatIsRungEarlyAndWouldMoveToWhereItIs() {
    for (int turn = 1; turn <= 5; turn++) {
      reclaimer.recover();
      clock.advance(Duration.ofMillis(1));
      reclaimer.recover();
      assertThat(ticks()).isEqualTo(2 * turn);
      clock.advance(PERIOD);
    }
  }

  @Test
  void ringsMoreAlarmsThanOneQueryGives() {
    int agendas = 130 * Alarms.SHARDS;
    for (int i = 0; i < agendas; i++) {
      accept(AgendaKey.parse("acme/01k0000000000000000000%04d".formatted(1000 + i)));
    }
    clock.advance(PERIOD);
    reclaimer.sweep();
    assertThat(ticks()).isEqualTo(agendas + 1);
  }

  private int ticks() {
    return adapters.queues().depth(QueueSpec.COMPLETIONS.queueName());
  }
}
