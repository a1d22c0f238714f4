package dev.fairlead.reapers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.MessageQueue.Delivery;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.scheduling.Receipt;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.endpoint.PartialBatchException;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.store.Admission;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Alarms;
import dev.fairlead.store.Alarms.Alarm;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Outbox;
import dev.fairlead.store.Place;
import dev.fairlead.store.RunRow;
import dev.fairlead.store.Slip;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultScript;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.FaultyMessageQueue;
import dev.fairlead.testkit.faults.ItemFault;
import dev.fairlead.testkit.faults.QueueFault;
import dev.fairlead.testkit.time.SettableClock;
import dev.fairlead.wire.ReportMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SweepersTest {
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final AgendaKey AGENDA =
      new AgendaKey(new CustomerId("acme"), new AgendaId("%026d".formatted(1)));

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final Ports ports = adapters.ports();
  private final Alarms alarms = new Alarms(ports.items(), Alarms.Kind.LOOK);
  private final AgendaRows rows = new AgendaRows(ports.items(), ports.blobs());
  private final Outbox outbox = new Outbox(ports.items(), ports.queues());
  private final Reclaimer reclaimer = new Reclaimer(ports, PERIOD, clock);

  @Test
  void ringsAnAlarmThatIsDueAndSetsTheNext() {
    claimed();
    Instant due = clock.instant();
    ports.items().write(alarms.set(new Alarm(AGENDA, due)));

    reclaimer.sweep();
    reclaimer.sweep();

    Instant next = set().getFirst().due();
    assertThat(ticks())
        .containsExactly(ReportMessage.of(AGENDA, new Report.Tick(Optional.of(next))));
    assertThat(set()).hasSize(1);
    assertThat(set().getFirst().due()).isAfter(due).isBeforeOrEqualTo(due.plus(PERIOD));
  }

  @Test
  @Tag("S17")
  void ringsAgainAfterEachPeriodUntilTheAgendaIsOver() {
    RunRow row = claimed();
    ports.items().write(alarms.set(new Alarm(AGENDA, clock.instant())));
    for (int i = 0; i < 3; i++) {
      reclaimer.sweep();
      clock.advance(PERIOD);
    }
    assertThat(ticks()).hasSize(3);
    ports.items().write(rows.move(row, row.completed(AgendaOutcome.SUCCEEDED, clock.instant())));

    reclaimer.sweep();

    assertThat(set()).isEmpty();
    assertThat(ticks()).isEmpty();
  }

  @Test
  void clearsTheAlarmOfAnAgendaThereIsNot() {
    ports.items().write(alarms.set(new Alarm(AGENDA, clock.instant())));

    reclaimer.sweep();

    assertThat(set()).isEmpty();
    assertThat(ticks()).isEmpty();
  }

  @Test
  void leavesOneAlarmWhenTwoSweepAtOnce() {
    claimed();
    ports.items().write(alarms.set(new Alarm(AGENDA, clock.instant())));
    var late =
        new FaultPlan() {
          private int calls;

          @Override
          public ItemFault next(ItemCall call) {
            if (call == ItemCall.WRITE && calls++ == 0) {
              clock.advance(Duration.ofMillis(7));
              reclaimer.sweep();
            }
            return new ItemFault.None();
          }
        };

    new Reclaimer(over(late), PERIOD, clock).sweep();

    assertThat(set()).hasSize(1);
  }

  @Test
  void bringsTheAlarmsThatACrashLeftTogetherAgain() {
    claimed();
    ports.items().write(alarms.set(new Alarm(AGENDA, clock.instant())));
    ports.items().write(alarms.set(new Alarm(AGENDA, clock.instant().minusMillis(3))));

    reclaimer.sweep();

    assertThat(set()).hasSize(1);
  }

  @Test
  void keepsTheAlarmWhenTheTickCouldNotBeSent() {
    claimed();
    ports.items().write(alarms.set(new Alarm(AGENDA, clock.instant())));
    var unheard = over(new FaultScript().then(new QueueFault.Throttled()));

    assertThatThrownBy(() -> new Reclaimer(unheard, PERIOD, clock).sweep())
        .isInstanceOf(PortException.class);
    assertThat(set()).hasSize(1);
  }

  @Test
  void turnsDelayedAlarmsOfAnAgendaIntoOneTick() {
    reclaimer.alarms(List.of(alarm("1", AGENDA.toString()), alarm("2", AGENDA.toString())));

    assertThat(ticks()).containsExactly(ReportMessage.of(AGENDA, new Report.Tick()));
  }

  @Test
  void ringsTheOtherAlarmsWhenOneCannotBeRead() {
    assertThatThrownBy(
            () -> reclaimer.alarms(List.of(alarm("1", "no agenda"), alarm("2", AGENDA.toString()))))
        .isInstanceOfSatisfying(
            PartialBatchException.class,
            partial -> assertThat(partial.messageIds()).containsExactly("1"));
    assertThat(ticks()).hasSize(1);
  }

  @Test
  void wantsEveryAlarmAgainWhoseTickCouldNotBeSent() {
    var unheard = over(new FaultScript().then(new QueueFault.Throttled()));

    assertThatThrownBy(() ->
            new Reclaimer(unheard, PERIOD, clock)
                .alarms(List.of(alarm("1", AGENDA.toString()), alarm("2", AGENDA.toString()))))
        .isInstanceOfSatisfying(
            PartialBatchException.class,
            partial -> assertThat(partial.messageIds()).containsExactlyInAnyOrder("1", "2"));
  }

  private static QueueMessage alarm(String id, String body) {
    return new QueueMessage(id, body, 1, Optional.empty());
  }

  @Test
  void sendsWhatIsOverdueInTheOutboxAndLeavesTheRestToWhoMadeIt() {
    promise("old", "wake.fifo");
    clock.advance(OutboxSweeper.GRACE);
    promise("new", "wake.fifo");

    new OutboxSweeper(ports, clock).sweep();

    assertThat(ports.queues().depth("wake.fifo")).isEqualTo(1);
    assertThat(promises()).containsExactly("new");
  }

  @Test
  void keepsAllOtherPromisesWhenOneCannotBeKept() {
    IntStream.range(0, 30).forEach(i -> promise("id" + i, i == 13 ? "no name" : "wake.fifo"));
    clock.advance(OutboxSweeper.GRACE);
    var sweeper = new OutboxSweeper(ports, clock);

    assertThatThrownBy(sweeper::sweep).isInstanceOf(RuntimeException.class);

    assertThat(ports.queues().depth("wake.fifo")).isEqualTo(29);
    assertThat(promises()).containsExactly("id13");
  }

  @Test
  void sendsAPermitAgainForEachDispatchNobodyClaimed() {
    dispatch(3);
    var sweeper = new PermitSweeper(ports, clock);
    sweeper.sweep();
    assertThat(permits()).isZero();

    clock.advance(PermitSweeper.GRACE);
    sweeper.sweep();

    assertThat(permits()).isEqualTo(3);
  }

  private Ports over(FaultPlan plan) {
    return new Ports(
        new FaultyItemStore(ports.items(), plan),
        new FaultyMessageQueue(ports.queues(), plan),
        ports.blobs(),
        ports.secrets());
  }

  private RunRow claimed() {
    var header =
        new AgendaHeader(
            AGENDA,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Insight.DEFAULT.id(),
            clock.instant(),
            new CorrelationId("call"),
            "sha256",
            Optional.of("{}"),
            1);
    ports.items().transact(rows.accept(header));
    RunRow accepted = rows.run(AGENDA).orElseThrow();
    RunRow claimed = accepted.claimed(clock.instant(), terms());
    ports.items().write(rows.move(accepted, claimed));
    return claimed;
  }

  private void dispatch(int count) {
    var turns = new ArrayList<Lines.Turn>();
    for (int i = 0; i < count; i++) {
      var agenda = new AgendaKey(AGENDA.customer(), new AgendaId("%026d".formatted(i)));
      var place = new Place(Insight.DEFAULT.id(), 0, clock.instant());
      var entry = new InLine(place, agenda, 0, Amounts.NONE, "log/0");
      ports.items().write(Lines.enter(entry));
      turns.add(new Lines.Turn(entry, terms()));
    }
    List<Write> writes = Lines.dispatch(turns, 0, Slip.MAX_AGENDAS);
    assertThat(ports.items().transact(writes).isWritten()).isTrue();
  }

  private Admission terms() {
    return new Admission(
        Insight.DEFAULT.id(),
        0,
        false,
        Amounts.NONE,
        0,
        "log/0",
        clock.instant(),
        new Receipt(0, 0, 0, 0, 0, 0));
  }

  private void promise(String id, String queue) {
    ports.items().write(outbox.write(new Outbox.Promise(id, queue, "default", clock.instant())));
  }

  private List<String> promises() {
    return IntStream.range(0, Outbox.SHARDS)
        .boxed()
        .flatMap(shard -> outbox.pending(shard, 100).stream())
        .map(Outbox.Promise::id)
        .toList();
  }

  private List<Alarm> set() {
    return IntStream.range(0, Alarms.SHARDS)
        .boxed()
        .flatMap(shard -> alarms.due(shard, clock.instant().plus(Duration.ofDays(1)), 100).stream())
        .toList();
  }

  private int permits() {
    return ports.queues().depth(QueueSpec.PERMITS.queueName());
  }

  /** Takes all ticks out of the queue. */
  private List<ReportMessage> ticks() {
    String queue = QueueSpec.COMPLETIONS.queueName();
    var found = new ArrayList<ReportMessage>();
    for (var batch = receive(queue); !batch.isEmpty(); batch = receive(queue)) {
      batch.forEach(delivery -> {
        found.add(ReportMessage.parse(delivery.body()));
        ports.queues().delete(queue, delivery.receipt());
      });
    }
    return found;
  }

  private List<Delivery> receive(String queue) {
    return ports.queues().receive(queue, 10, Duration.ofSeconds(30), Duration.ZERO);
  }
}
