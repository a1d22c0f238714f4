package dev.fairlead.resourcepool.executor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.agenda.InventoryName;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.InventoryLock;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Reset;
import dev.fairlead.core.scheduling.Snapshot.Waiting;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.endpoint.PartialBatchException;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.resourcepool.scheduler.Scheduler;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.InventoryRows;
import dev.fairlead.store.Journal;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Lines.Dispatched;
import dev.fairlead.store.Lines.Insight;
import dev.fairlead.store.RunRow;
import dev.fairlead.store.SubAgendas;
import dev.fairlead.testkit.faults.FaultPlan;
import dev.fairlead.testkit.faults.FaultScript;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.ItemFault;
import dev.fairlead.testkit.http.FakeHttpCaller;
import dev.fairlead.testkit.time.SettableClock;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.ReportMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutorTest {
  private static final String INSIGHT = Insight.DEFAULT.id();

  private final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final Ports ports = adapters.ports();
  private final AgendaRows rows = new AgendaRows(ports.items(), ports.blobs());
  private final Lines lines = new Lines(ports.items());
  private int executors;
  private final Executor executor = executorOver(ports.items());

  @Test
  @Tag("F059")
  void claimsInTheOrderOfDispatchHoweverManyPermitsCome() {
    var line = dispatched(12);

    for (int permits = 0; permits < 20; permits++) {
      assertThat(claimed(line)).containsExactlyElementsOf(line.subList(0, Math.min(12, permits)));
      executor.permit(permit());
    }
  }

  @Test
  void leavesTheYoungestWhenPermitsAreLost() {
    var line = dispatched(5);

    executor.permit(permit());
    executor.permit(permit());

    assertThat(lines.dispatched(INSIGHT, 10))
        .extracting(Dispatched::agenda)
        .containsExactlyElementsOf(line.subList(2, 5));
  }

  @ParameterizedTest
  @Tag("F068")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void claimsTwoAgendasOnceEachWhenTwoPermitsInterleave(int before) {
    var line = dispatched(3);

    executorOver(interrupted(before, () -> executor.permit(permit()))).permit(permit());

    assertThat(claimed(line)).containsExactlyElementsOf(line.subList(0, 2));
    assertThat(rows.run(line.getFirst()).orElseThrow().epoch()).isEqualTo(1);
  }

  @Test
  void goesOnInOrderWhenAClaimWasMadeButNotAnswered() {
    var line = dispatched(3);
    var script = new FaultScript().then(new ItemFault.None()).then(new ItemFault.None());
    var unanswered =
        executorOver(
            new FaultyItemStore(ports.items(), script.then(new ItemFault.TimedOutButDone())));

    assertThatThrownBy(() -> unanswered.permit(permit())).isInstanceOf(PortException.class);
    unanswered.permit(permit());

    assertThat(claimed(line)).containsExactlyElementsOf(line.subList(0, 2));
  }

  @Test
  void startsAClaimedAgendaWhoseExecutorDiedBeforeItsFirstEntryAtATick() {
    var line = dispatched(1);
    var script = new FaultScript();
    IntStream.range(0, 3).forEach(_ -> script.then(new ItemFault.None()));
    var dying =
        executorOver(new FaultyItemStore(ports.items(), script.then(new ItemFault.Throttled())));
    assertThatThrownBy(() -> dying.permit(permit())).isInstanceOf(PortException.class);
    assertThat(rows.run(line.getFirst()).orElseThrow().state()).isEqualTo(AgendaState.EXECUTING);

    executor.reports(List.of(tick(line.getFirst())));

    assertThat(rows.run(line.getFirst()).orElseThrow().state()).isEqualTo(AgendaState.COMPLETE);
  }

  @Test
  void leavesTheRestToWhoeverWonTheRaceWhenItHasNoNews() {
    AgendaKey agenda = dispatched(1).getFirst();
    assertThatThrownBy(
            () -> executorOver(failingAfter(1, FaultPlan.ItemCall.TRANSACT)).permit(permit()))
        .isInstanceOf(PortException.class);
    Executor winner = executorOver(failingAfter(1, FaultPlan.ItemCall.WRITE));
    ItemStore racing =
        before(
            FaultPlan.ItemCall.WRITE,
            () ->
                assertThatThrownBy(() -> winner.reports(List.of(tick(agenda))))
                    .isInstanceOf(PartialBatchException.class));

    executorOver(racing).reports(List.of(tick(agenda)));

    assertThat(run(agenda, 1).sequence()).isEqualTo(1);
    executor.reports(List.of(tick(agenda)));
    assertThat(rows.run(agenda).orElseThrow().state()).isEqualTo(AgendaState.COMPLETE);
  }

  @Test
  void doesNothingForAnAgendaThatNobodyClaimed() {
    var line = dispatched(1);

    executor.reports(List.of(tick(line.getFirst())));

    assertThat(rows.run(line.getFirst()).orElseThrow().state()).isEqualTo(AgendaState.WAITING);
    assertThat(run(line.getFirst(), 1).sequence()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void leavesAnAgendaInItsLineThatWasDoneAgainInTheMeantime(int before) {
    AgendaKey agenda = accepted(1, simulated(1, 10).replace("\"seconds\":0", "\"seconds\":2"));
    Scheduler.fifo(ports, clock, () -> "test").tick();
    executor.permit(permit());
    clock.advance(Duration.ofSeconds(2));

    executorOver(
            interrupted(
                before,
                () -> {
                  executor.reports(List.of(tick(agenda)));
                  doAgain(agenda);
                }))
        .reports(List.of(tick(agenda)));

    assertThat(rows.run(agenda).orElseThrow().state()).isEqualTo(AgendaState.WAITING);
    assertThat(run(agenda, 1).state()).isEqualTo(AgendaState.READY);
    assertThat(run(agenda, 1).attempt()).isEqualTo(1);
  }

  @Test
  void runsManyOperationsWithLargeResultsThatEndAtOnce() {
    AgendaKey agenda = accepted(1, simulated(300, 8_000));
    Scheduler.fifo(ports, clock, () -> "test").tick();

    executor.permit(permit());

    assertThat(rows.run(agenda).orElseThrow().state()).isEqualTo(AgendaState.COMPLETE);
    assertThat(run(agenda, 300).operations().values())
        .allMatch(operation -> operation.starts() == 1 && operation.commits() == 1);
  }

  @Test
  void asksToBeWokenOnceForAllThatEndAtTheSameMoment() {
    AgendaKey agenda = accepted(1, simulated(25, 10).replace("\"seconds\":0", "\"seconds\":2"));
    Scheduler.fifo(ports, clock, () -> "test").tick();

    executor.permit(permit());

    assertThat(ports.queues().depth(QueueSpec.ALARMS.queueName())).isEqualTo(1);
    clock.advance(Duration.ofSeconds(2));
    executor.reports(List.of(tick(agenda), tick(agenda)));
    assertThat(run(agenda, 25).operations().values())
        .allMatch(operation -> operation.starts() == 1 && operation.commits() == 1);
    assertThat(rows.run(agenda).orElseThrow().state()).isEqualTo(AgendaState.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void tellsTheEndOfASubAgendaNoSoonerThanItIsOver(int before) {
    AgendaKey parent =
        accepted(
            1,
            """
            {"operations": [{"name": "op0", "type": "agenda", "payload": {
              "operations": [{"name": "a", "type": "log", "payload": {"message": "x"}}]}}]}
            """);
    Scheduler.fifo(ports, clock, () -> "test").tick();
    executor.permit(permit());
    Scheduler.fifo(ports, clock, () -> "test").tick();

    // Whoever looks is held up, and only meanwhile the sub-agenda runs to its end.
    executorOver(
            interrupted(
                before,
                () -> {
                  clock.advance(Duration.ofMinutes(4));
                  executor.permit(permit());
                }))
        .reports(List.of(tick(parent)));
    executor.reports(List.of(tick(parent)));

    RunRow child = rows.run(SubAgendas.of(new OperationKey(parent, "op0"), 1)).orElseThrow();
    assertThat(run(parent, 1).operation("op0").completedAt().orElseThrow())
        .isAfterOrEqualTo(child.completedAt().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 8, 9, 10, 11})
  void holdsNoInventoryThatItLeftWhileItsStepStalled(int before) {
    AgendaKey agenda = accepted(1, keeping(0));
    Scheduler.fifo(ports, clock, () -> "test").tick();
    var other = new AtomicReference<AgendaKey>();

    executorOver(
            interrupted(
                before,
                () -> {
                  executor.reports(List.of(tick(agenda)));
                  doAgain(agenda);
                  other.set(accepted(3, keeping(2)));
                  Scheduler.fifo(ports, clock, () -> "test").tick();
                  executor.permit(permit());
                  ports.items().write(Lines.enter(INSIGHT, new Waiting(agenda, clock.instant())));
                  Scheduler.fifo(ports, clock, () -> "test").tick();
                  executor.permit(permit());
                }))
        .permit(permit());

    assertThat(run(agenda, 1).lock())
        .contains(new InventoryLock.Awaited(other.get().agenda().value()));
    clock.advance(Duration.ofSeconds(2));
    executor.reports(List.of(tick(other.get())));
    executor.reports(List.of(tick(agenda)));
    assertThat(rows.run(agenda).orElseThrow().state()).isEqualTo(AgendaState.COMPLETE);
    assertThat(waiting(agenda)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 10, 11})
  void waitsForNoInventoryOnceItIsOverWhereverAStepDies(int before) {
    AgendaKey holder = accepted(1, keeping(2));
    AgendaKey agenda = accepted(3, keeping(0));
    Scheduler.fifo(ports, clock, () -> "test").tick();
    executor.permit(permit());
    Runnable theRest =
        () -> {
          clock.advance(Duration.ofSeconds(2));
          executor.reports(List.of(tick(holder)));
          executor.reports(List.of(tick(agenda)));
          AgendaKey next = accepted(5, keeping(2));
          Scheduler.fifo(ports, clock, () -> "test").tick();
          executor.permit(permit());
          assertThat(run(next, 1).lock()).containsInstanceOf(InventoryLock.Held.class);
        };
    Executor dying = executorOver(interrupted(before, theRest, new ItemFault.Throttled()));

    assertThatThrownBy(() -> dying.permit(permit())).isInstanceOf(PortException.class);

    assertThat(rows.run(agenda).orElseThrow().state()).isEqualTo(AgendaState.COMPLETE);
    assertThat(waiting(agenda)).isEmpty();
  }

  @Test
  void waitsForNoInventoryOnceItsEndIsWrittenDown() {
    AgendaKey holder = accepted(1, keeping(2));
    AgendaKey agenda = accepted(3, keeping(0));
    Scheduler.fifo(ports, clock, () -> "test").tick();
    executor.permit(permit());
    executor.permit(permit());
    assertThat(waiting(agenda)).containsExactly(agenda);
    Executor silent = executorOver(failingAfter(1, FaultPlan.ItemCall.TRANSACT));
    clock.advance(Duration.ofSeconds(2));

    assertThatThrownBy(() -> silent.reports(List.of(tick(holder))))
        .isInstanceOf(PartialBatchException.class);
    assertThat(waiting(agenda)).containsExactly(agenda);
    Executor dying = executorOver(failingAfter(3, FaultPlan.ItemCall.TRANSACT));
    assertThatThrownBy(() -> dying.reports(List.of(tick(agenda))))
        .isInstanceOf(PartialBatchException.class);

    assertThat(rows.run(agenda).orElseThrow().state()).isEqualTo(AgendaState.COMPLETE);
    assertThat(waiting(agenda)).isEmpty();
  }

  private QueueMessage tick(AgendaKey agenda) {
    return new QueueMessage(
        "id",
        ReportMessage.of(agenda, new Report.Tick()).body(),
        1,
        Optional.of(agenda.toString()));
  }

  private static QueueMessage permit() {
    return new QueueMessage("id", INSIGHT, 1, Optional.empty());
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

  /** Answers no call after so many of a kind. */
  private ItemStore failingAfter(int count, FaultPlan.ItemCall kind) {
    return new FaultyItemStore(
        ports.items(),
        new FaultPlan() {
          private int seen;

          @Override
          public ItemFault next(FaultPlan.ItemCall call) {
            boolean isOver = seen >= count;
            seen += call == kind ? 1 : 0;
            return isOver ? new ItemFault.Throttled() : new ItemFault.None();
          }
        });
  }

  /** Something else happens before the first call of a kind. */
  private ItemStore before(FaultPlan.ItemCall kind, Runnable something) {
    return new FaultyItemStore(
        ports.items(),
        new FaultPlan() {
          private boolean isDone;

          @Override
          public ItemFault next(FaultPlan.ItemCall call) {
            if (call == kind && !isDone) {
              isDone = true;
              something.run();
            }
            return new ItemFault.None();
          }
        });
  }

  private ItemStore interrupted(int before, Runnable something) {
    return interrupted(before, something, new ItemFault.None());
  }

  /** Something else happens before a call, and this is what becomes of all calls after that. */
  private ItemStore interrupted(int before, Runnable something, ItemFault afterwards) {
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

  /** Agendas of one operation that waits, dispatched in this order. */
  private List<AgendaKey> dispatched(int count) {
    var line = new ArrayList<AgendaKey>();
    for (int i = 0; i < count; i++) {
      line.add(accepted(i, simulated(1, 10)));
    }
    Scheduler.fifo(ports, clock, () -> "test").tick();
    ports.queues().receive(QueueSpec.PERMITS.queueName(), 10, Duration.ofHours(1), Duration.ZERO);
    return line;
  }

  private AgendaKey accepted(int number, String document) {
    var agenda =
        new AgendaKey(
            new CustomerId(number % 2 == 0 ? "zoe" : "acme"),
            new AgendaId("%026d".formatted(number)));
    var inline = document.length() <= AgendaRows.INLINE_DOCUMENT_BYTES;
    String hash = ports.blobs().put(agenda.toString(), document.getBytes(UTF_8));
    var header =
        new AgendaHeader(
            agenda,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            INSIGHT,
            clock.advance(Duration.ofMillis(1)),
            new CorrelationId("call"),
            hash,
            inline ? Optional.of(document) : Optional.empty(),
            1);
    ports.items().transact(rows.accept(header));
    ports.items().write(Lines.enter(INSIGHT, new Waiting(agenda, header.addedAt())));
    return agenda;
  }

  /** Keeps an inventory, in which it changes nothing, for so long. */
  private static String keeping(int seconds) {
    return """
    {"inventory":"shop","operations":[{"name":"op0","type":"simulate",
    "payload":{"seconds":%d}}]}\
    """
        .formatted(seconds);
  }

  private List<AgendaKey> waiting(AgendaKey agenda) {
    return new InventoryRows(ports.items())
        .waiting(agenda.customer(), new InventoryName("shop"), 10);
  }

  private static String simulated(int operations, int resultLength) {
    var payload = Json.object().put("seconds", 0).put("result", "x".repeat(resultLength)).build();
    return JsonText.write(
        Json.object()
            .put(
                "operations",
                Json.array(
                    IntStream.range(0, operations)
                        .mapToObj(i ->
                            Json.object()
                                .put("name", "op" + i)
                                .put("type", "simulate")
                                .put("payload", payload)
                                .build())
                        .toList()))
            .build());
  }

  private void doAgain(AgendaKey agenda) {
    var row = rows.run(agenda).orElseThrow();
    assertThat(row.state()).isEqualTo(AgendaState.COMPLETE);
    var reset =
        new Change.AgendaReset(
            new Reset.All(), "ann", Optional.empty(), Optional.empty(), clock.instant());
    var entry = Journal.next(agenda, run(agenda, 1), List.of(reset), "again");
    ports.items().transact(List.of(entry, rows.move(row, row.again(Optional.empty()))));
  }

  private List<AgendaKey> claimed(List<AgendaKey> line) {
    return line.stream().filter(agenda -> rows.run(agenda).orElseThrow().epoch() > 0).toList();
  }

  private AgendaRun run(AgendaKey agenda, int operations) {
    return new Journal(ports.items(), ports.blobs())
        .load(agenda, IntStream.range(0, operations).mapToObj(i -> "op" + i).toList());
  }
}
