package dev.fairlead.reapers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.endpoint.TurnLog;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Alarms;
import dev.fairlead.store.Alarms.Alarm;
import dev.fairlead.store.RunRow;
import dev.fairlead.store.Uploads;
import dev.fairlead.testkit.faults.FaultScript;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import dev.fairlead.testkit.time.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F099")
class DataObjectReaperTest {
  private static final CustomerId ACME = new CustomerId("acme");
  private static final Duration RETENTION = Duration.ofDays(90);
  private static final Duration TURN = Duration.ofMinutes(4);

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final Ports ports = adapters.ports();
  private final AgendaRows rows = new AgendaRows(ports.items(), ports.blobs());
  private final Alarms reaping = new Alarms(ports.items(), Alarms.Kind.REAP);
  private final List<TurnLog.Entry> turns = new ArrayList<>();

  @AfterEach
  void close() {
    adapters.close();
  }

  @Test
  void deletesAtTheInstantWhenTheRetentionIsOver() {
    AgendaKey agenda = ended(1);
    clock.advance(RETENTION.minusMillis(1));
    sweep(ports, TURN, false);
    assertThat(rows.header(agenda)).isPresent();

    clock.advance(Duration.ofMillis(1));
    sweep(ports, TURN, false);

    assertThat(rows.header(agenda)).isEmpty();
    assertThat(turns)
        .extracting(TurnLog.Entry::counts)
        .containsExactly(Map.of("agendas", 1, "uploads", 0));
    sweep(ports, TURN, false);
    assertThat(turns).as("nothing is told of a turn that did nothing").hasSize(1);
  }

  @Test
  void onlyCountsInADryRun() {
    AgendaKey agenda = ended(1);
    AgendaKey upload = upload(2);
    clock.advance(RETENTION);

    sweep(ports, TURN, true);

    assertThat(turns)
        .containsExactly(
            new TurnLog.Entry(
                clock.instant(),
                "data-object-reaper",
                Map.of("agendas", 1, "uploads", 1),
                true,
                true));
    assertThat(rows.header(agenda)).isPresent();
    assertThat(uploads().find(ACME, upload.agenda().value())).isPresent();
  }

  @Test
  void leavesToTheNextTurnWhatTheTimeDoesNotAllow() {
    List<AgendaKey> agendas = IntStream.range(0, 20).mapToObj(this::ended).toList();
    clock.advance(RETENTION);
    // Each look at the clock takes a while.
    InstantSource slow =
        () -> {
          clock.advance(Duration.ofSeconds(20));
          return clock.instant();
        };

    new DataObjectReaper(
            ports, new DataObjectReaper.Policy(RETENTION, TURN, false), slow, turns::add)
        .sweep();

    assertThat(turns).extracting(TurnLog.Entry::isDone).containsOnly(false);
    assertThat(left(agendas)).isBetween(1L, 19L);
    sweep(ports, TURN, false);
    assertThat(left(agendas)).isZero();
  }

  @Test
  void deletesMoreOfAShardThanAQueryGives() {
    List<AgendaKey> agendas = IntStream.range(0, 2_000).mapToObj(this::ended).toList();
    clock.advance(RETENTION);

    sweep(ports, TURN, false);

    assertThat(left(agendas)).isZero();
  }

  @Test
  void oneThatCanNotBeDeletedKeepsNoOther() {
    List<AgendaKey> agendas = IntStream.range(0, 20).mapToObj(this::ended).toList();
    clock.advance(RETENTION);
    var script = new FaultScript();
    script.then(new ItemFault.Throttled());
    var faulty =
        new Ports(
            new FaultyItemStore(ports.items(), script),
            ports.queues(),
            ports.blobs(),
            ports.secrets());

    assertThatThrownBy(() -> sweep(faulty, TURN, false)).isInstanceOf(PortException.class);

    assertThat(left(agendas)).isLessThanOrEqualTo(1);
    sweep(ports, TURN, false);
    assertThat(left(agendas)).isZero();
  }

  @Test
  void deletesUploadsThatHaveExpired() {
    AgendaKey upload = upload(1);
    String sha256 = ports.blobs().put(upload.toString(), "abc".getBytes(UTF_8));
    sweep(ports, TURN, false);
    assertThat(ports.blobs().get(upload.toString(), sha256)).isPresent();

    clock.advance(Duration.ofMinutes(30));
    sweep(ports, TURN, false);

    assertThat(ports.blobs().get(upload.toString(), sha256)).isEmpty();
    assertThat(uploads().find(ACME, upload.agenda().value())).isEmpty();
  }

  private void sweep(Ports over, Duration turn, boolean dryRun) {
    var policy = new DataObjectReaper.Policy(RETENTION, turn, dryRun);
    new DataObjectReaper(over, policy, clock, turns::add).sweep();
  }

  private long left(List<AgendaKey> agendas) {
    return agendas.stream().filter(agenda -> rows.header(agenda).isPresent()).count();
  }

  private AgendaKey upload(int number) {
    var upload = new Uploads.Upload(id(number).value(), "0".repeat(64), 3, expiry());
    uploads().keep(ACME, upload);
    return Uploads.owner(ACME, upload.id());
  }

  private Instant expiry() {
    return clock.instant().plus(Duration.ofMinutes(30));
  }

  private Uploads uploads() {
    return new Uploads(ports.items());
  }

  private AgendaKey ended(int number) {
    var key = new AgendaKey(ACME, id(number));
    var header =
        new AgendaHeader(
            key,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "default",
            clock.instant(),
            new CorrelationId("call"),
            "0",
            Optional.of("{}"),
            1);
    ports.items().transact(rows.accept(header));
    RunRow accepted = rows.run(key).orElseThrow();
    ports
        .items()
        .write(rows.move(accepted, accepted.completed(AgendaOutcome.FAILED, clock.instant())));
    ports.items().write(reaping.set(new Alarm(key, clock.instant())));
    return key;
  }

  private static AgendaId id(int number) {
    return new AgendaId("%026d".formatted(number));
  }
}
