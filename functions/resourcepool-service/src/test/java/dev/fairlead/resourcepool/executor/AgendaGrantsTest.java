package dev.fairlead.resourcepool.executor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.Floor;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.endpoint.PartialBatchException;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.resourcepool.scheduler.Scheduler;
import dev.fairlead.store.AccountRow;
import dev.fairlead.store.Accounts;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Grants;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Journal;
import dev.fairlead.store.Lines;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.Place;
import dev.fairlead.store.StoredObject;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import dev.fairlead.testkit.http.FakeHttpCaller;
import dev.fairlead.testkit.time.SettableClock;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.ReportMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Agendas of an insight with limits on what operations use: scheduler and executors together. */
class AgendaGrantsTest {
  private static final String INSIGHT = "gpu";
  private static final long LIMIT = 4;

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final Ports ports = adapters.ports();
  private final AgendaRows rows = new AgendaRows(ports.items(), ports.blobs());
  private final Lines lines = new Lines(ports.items());
  private final Grants grants = new Grants(ports.items());
  private final List<AgendaKey> agendas = new ArrayList<>();
  private int executors;
  private final Executor executor = executorOver(ports.items());

  @Test
  void growsAboveItsFloorAndGivesBackWhatItNoLongerNeeds() {
    insight("fifo");
    AgendaKey agenda = accepted(6);

    pump(executor);
    assertThat(running(agenda)).isEqualTo(4);
    assertThat(held()).isEqualTo(Amounts.of(1, 4, 0, 0));

    clock.advance(Duration.ofSeconds(2));
    pump(executor);
    assertThat(running(agenda)).isEqualTo(2);
    assertThat(held()).isEqualTo(Amounts.of(1, 2, 0, 0));
    assertThat(grants.find(agenda).orElseThrow().held()).isEqualTo(Amounts.of(1, 2, 0, 0));

    clock.advance(Duration.ofSeconds(2));
    pump(executor);
    assertNothingIsLeft();
  }

  @Test
  void admitsTheOthersWithTheirFloorsBeforeAnybodyGrowsWhereSharesCount() {
    insight("fair");
    AgendaKey wide = accepted(6);
    AgendaKey narrow = accepted(1);

    pump(executor);

    assertThat(running(narrow)).isEqualTo(1);
    assertThat(running(wide)).isEqualTo(3);
    assertThat(accounts("acme").held()).isEqualTo(Amounts.of(1, 1, 0, 0));
    assertThat(accounts("zoe").held()).isEqualTo(Amounts.of(1, 3, 0, 0));
  }

  @Test
  void takesNothingMoreThanItsCustomerMayHave() {
    insight("fifo", Map.of("operations", 2L));
    AgendaKey wide = accepted(6);
    accepted(2);

    pump(executor);

    assertThat(running(wide)).isEqualTo(2);
    assertThat(held()).isEqualTo(Amounts.of(2, 4, 0, 0));
  }

  @Test
  void countsWhatItKnewBeforeItWasAdmitted() {
    insight("fifo");
    AgendaKey agenda = accepted(6);
    Executor other = executorOver(ports.items());
    other.reports(ticks());

    pump(executor);
    other.reports(ticks());

    assertThat(running(agenda)).isEqualTo(LIMIT);
    assertHeld();
  }

  @Test
  void readsNoGrantWhereNobodyLimitsWhatOperationsUse() {
    insight("fair", Map.of());
    AgendaKey agenda = accepted(6);

    pump(executor);

    assertThat(running(agenda)).isEqualTo(6);
    assertThat(grants.find(agenda)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifo", "fair"})
  void neverUsesMoreThanIsHeldOrHoldsMoreThanThereIs(String algorithm) {
    insight(algorithm);
    for (int count = 1; count < 7; count++) {
      accepted(count);
    }
    for (int second = 0; second < 60 && !areOver(); second++) {
      turn(executor);
      assertHeld();
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(areOver()).isTrue();
    assertNothingIsLeft();
  }

  static IntStream calls() {
    return IntStream.range(0, 24);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void losesNothingWhereverAStepDies(int calls) {
    insight("fifo");
    accepted(6);
    accepted(3);
    pump(executor);
    clock.advance(Duration.ofSeconds(2));
    Executor dying = executorOver(faulty(calls, () -> {}, new ItemFault.Throttled()));

    diesOrHasNothingToDo(dying);

    untilOver();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void losesNothingWhereverASchedulerComesBetween(int calls) {
    insight("fifo");
    accepted(6);
    accepted(3);
    pump(executor);
    clock.advance(Duration.ofSeconds(2));

    executorOver(faulty(calls, this::schedule, new ItemFault.None())).reports(ticks());

    assertHeld();
    untilOver();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void losesNothingWhereverAnotherStepComesBetween(int calls) {
    insight("fifo");
    accepted(6);
    accepted(3);
    pump(executor);
    clock.advance(Duration.ofSeconds(2));

    executorOver(faulty(calls, () -> turn(executor), new ItemFault.None())).reports(ticks());

    assertHeld();
    untilOver();
  }

  private void diesOrHasNothingToDo(Executor dying) {
    try {
      dying.reports(ticks());
    } catch (PartialBatchException died) {
      assertThat(died).isNotNull();
    }
  }

  private void untilOver() {
    for (int second = 0; second < 60 && !areOver(); second++) {
      turn(executor);
      assertHeld();
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(areOver()).isTrue();
    assertNothingIsLeft();
  }

  private void pump(Executor with) {
    for (int i = 0; i < 6; i++) {
      turn(with);
    }
  }

  private void turn(Executor with) {
    schedule();
    with.permit(new QueueMessage("id", INSIGHT, 1, Optional.empty()));
    with.reports(ticks());
  }

  private void schedule() {
    new Scheduler(ports, clock)
        .wake(
            agendas.stream()
                .map(agenda ->
                    new QueueMessage(
                        "id", INSIGHT + " 0 " + agenda.customer(), 1, Optional.empty()))
                .toList());
  }

  private List<QueueMessage> ticks() {
    return agendas.stream()
        .map(agenda ->
            new QueueMessage(
                agenda.toString(),
                ReportMessage.of(agenda, new Report.Tick()).body(),
                1,
                Optional.of(agenda.toString())))
        .toList();
  }

  private void assertHeld() {
    long used = agendas.stream().mapToLong(this::running).sum();
    assertThat(held().operations()).isBetween(used, LIMIT);
    for (AgendaKey agenda : agendas) {
      grants
          .find(agenda)
          .ifPresent(
              row -> assertThat(running(agenda)).isLessThanOrEqualTo(row.held().operations()));
    }
  }

  private void assertNothingIsLeft() {
    pump(executor);
    assertThat(areOver()).isTrue();
    assertThat(held().isZero()).as("held: %s", held()).isTrue();
    assertThat(accounts("acme").held().isZero()).isTrue();
    assertThat(accounts("zoe").held().isZero()).isTrue();
    assertThat(agendas).allMatch(agenda -> grants.find(agenda).isEmpty());
    assertThat(grants.notes(INSIGHT, 10)).isEqualTo(new Grants.Notes(List.of(), List.of()));
  }

  private boolean areOver() {
    return agendas.stream()
        .allMatch(agenda -> rows.run(agenda).orElseThrow().state().equals(AgendaState.COMPLETE));
  }

  private Amounts held() {
    return lines.ledger(INSIGHT).held();
  }

  private AccountRow accounts(String customer) {
    return new Accounts(ports.items()).find(INSIGHT, new AccountKey(new CustomerId(customer), 0));
  }

  private long running(AgendaKey agenda) {
    AgendaRun run =
        new Journal(ports.items(), ports.blobs())
            .load(agenda, IntStream.range(0, 6).mapToObj(i -> "op" + i).toList());
    return run.operations().values().stream().filter(OperationRun::isLeased).count();
  }

  private void insight(String algorithm) {
    insight(algorithm, Map.of("operations", LIMIT));
  }

  private void insight(String algorithm, Map<String, Long> ceiling) {
    var fields =
        Json.object()
            .put("title", "Of tests")
            .put("algorithm", algorithm)
            .put("customerLimits", json(ceiling))
            .put("limits", json(ceiling.isEmpty() ? ceiling : Map.of("operations", LIMIT)))
            .build();
    new ObjectRows(ports.items())
        .add(
            StoredObject.added(
                ObjectKind.INSIGHT, INSIGHT, new CustomerId("ops"), fields, clock.instant()),
            Optional.empty(),
            Optional.empty());
  }

  private static Json json(Map<String, Long> amounts) {
    var json = Json.object();
    amounts.forEach(json::put);
    return json.build();
  }

  /** Of so many operations of two seconds each. */
  private AgendaKey accepted(int operations) {
    String document =
        JsonText.write(
            Json.object()
                .put(
                    "operations",
                    Json.array(
                        IntStream.range(0, operations)
                            .mapToObj(i ->
                                Json.object()
                                    .put("name", "op" + i)
                                    .put("type", "simulate")
                                    .put("payload", Json.object().put("seconds", 2).build())
                                    .build())
                            .toList()))
                .build());
    int number = agendas.size();
    var agenda =
        new AgendaKey(
            new CustomerId(number % 2 == 0 ? "zoe" : "acme"),
            new AgendaId("%026d".formatted(number)));
    var header =
        new AgendaHeader(
            agenda,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            INSIGHT,
            clock.advance(Duration.ofMillis(1)),
            new CorrelationId("call"),
            ports.blobs().put(agenda.toString(), document.getBytes(UTF_8)),
            Optional.of(document),
            1);
    var read =
        (DocumentRules.Valid) DocumentRules.check(JsonText.parse(document), Set.of("simulate"));
    var place = new Place(INSIGHT, 0, header.addedAt());
    ports.items().transact(rows.accept(header, Optional.empty(), Optional.of(place)));
    ports
        .items()
        .write(Lines.enter(new InLine(place, agenda, 0, Floor.of(read.document()), "simulate/0")));
    agendas.add(agenda);
    return agenda;
  }

  private Executor executorOver(ItemStore items) {
    // Each its own chance: two with the same would take each other's entries for their own.
    var ids = new Ids(clock, new SplittableRandom(executors++));
    return new Executor(
        new Ports(items, ports.queues(), ports.blobs(), ports.secrets()),
        new NoProcesses(),
        new FakeHttpCaller(),
        Patience.AT_HOME,
        ids,
        clock);
  }

  /** Something else happens before a call, and this is what becomes of all calls after that. */
  private ItemStore faulty(int before, Runnable something, ItemFault afterwards) {
    return new FaultyItemStore(
        ports.items(),
        new FaultPlan() {
          private int calls;

          @Override
          public ItemFault next(FaultPlan.ItemCall call) {
            int number = calls++;
            if (number == before) {
              something.run();
            }
            return number > before ? afterwards : new ItemFault.None();
          }
        });
  }
}
