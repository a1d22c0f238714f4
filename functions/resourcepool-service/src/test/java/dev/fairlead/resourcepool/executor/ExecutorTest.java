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
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.InventoryLock;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Reset;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.endpoint.PartialBatchException;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.resourcepool.scheduler.Scheduler;
import dev.fairlead.store.Accounts;
import dev.fairlead.store.AgendaHeader;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Erasure;
import dev.fairlead.store.InLine;
import dev.fairlead.store.InventoryRows;
import dev.fairlead.store.Journal;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Lines.Dispatched;
import dev.fairlead.store.Place;
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
import java.time.Instant;
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
  void asksForMoreOnceInAWhileAndWheneverFewAreLeft() {
    dispatched(40);
    String wake = QueueSpec.WAKE.queueName();
    ports.queues().receive(wake, 10, Duration.ofHours(1), Duration.ZERO);
    var asked = new ArrayList<Integer>();

    for (int claim = 1; claim <= 40; claim++) {
      long before = ports.queues().depth(wake);
      executor.permit(permit());
      if (ports.queues().depth(wake) > before) {
        asked.add(claim);
      }
    }

    assertThat(asked).startsWith(16, 32, 33).contains(40).hasSize(10);
  }

  @Test
  void leavesTheYoungestWhenPermitsAreLost() {
    var line = dispatched(5);

    executor.permit(permit());
    executor.permit(permit());

    assertThat(claimed(line)).containsExactlyElementsOf(line.subList(0, 2));
    assertThat(lines.dispatched(INSIGHT, 10))
        .extracting(Dispatched::agenda)
        .containsExactlyElementsOf(line);
  }

  @Test
  void dropsASlipWithTheLastOfItsAgendas() {
    dispatched(6);

    var left = new ArrayList<Integer>();
    for (int permits = 0; permits < 6; permits++) {
      executor.permit(permit());
      left.add(lines.slips(INSIGHT, 10).size());
    }

    assertThat(left).containsExactly(2, 2, 2, 1, 1, 0);
  }

  @Test
  void asksForMoreWhenItOnlyFindsASlipWhoseLastClaimWasInterrupted() {
    dispatched(1);
    interruptAfterAClaim();
    assertThat(lines.slips(INSIGHT, 10)).hasSize(1);
    long before = ports.queues().depth(QueueSpec.WAKE.queueName());

    executor.permit(permit());

    assertThat(lines.slips(INSIGHT, 10)).isEmpty();
    assertThat(ports.queues().depth(QueueSpec.WAKE.queueName())).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @Tag("F068")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void claimsTwoAgendasOnceEachWhenTwoPermitsInterleave(int before) {
    var line = dispatched(3);

    executorOver(interrupted(before, () -> executor.permit(permit()))).permit(permit());

    assertThat(claimed(line)).containsExactlyElementsOf(line.subList(0, 2));
    assertThat(rows.run(line.getFirst()).orElseThrow().epoch()).isEqualTo(1);
  }

  @Test
  void goesOnInOrderWhenAClaimWasMadeButNotAnswered() {
    var line = dispatched(3);
    var script = new FaultScript();
    IntStream.range(0, 3).forEach(_ -> script.then(new ItemFault.None()));
    var unanswered =
        executorOver(
            new FaultyItemStore(ports.items(), script.then(new ItemFault.TimedOutButDone())));

    assertThatThrownBy(() -> unanswered.permit(permit())).isInstanceOf(PortException.class);
    unanswered.permit(permit());

    assertThat(claimed(line)).containsExactlyElementsOf(line.subList(0, 2));
  }

  @Test
  void passesOneOverWhoseClaimWasInterruptedBeforeItWasTakenOut() {
    var line = dispatched(2);
    interruptAfterAClaim();
    assertThat(rows.run(line.getFirst()).orElseThrow().state()).isEqualTo(AgendaState.EXECUTING);
    assertThat(lines.dispatched(INSIGHT, 10)).hasSize(2);

    executor.permit(permit());

    assertThat(rows.run(line.getFirst()).orElseThrow().epoch()).isEqualTo(1);
    assertThat(claimed(line)).containsExactlyElementsOf(line);
    assertThat(lines.dispatched(INSIGHT, 10)).isEmpty();
  }

  @Test
  void takesNobodyByAnEntryOfAnEarlierRound() {
    AgendaKey agenda = dispatched(1).getFirst();
    interruptAfterAClaim();
    executor.reports(List.of(tick(agenda)));
    RunRow over = rows.run(agenda).orElseThrow();
    var again = over.again(Optional.empty(), Optional.of(inLine(agenda, clock.instant()).place()));
    assertThat(ports.items().write(rows.move(over, again)).isWritten()).isTrue();

    executor.permit(permit());

    assertThat(rows.run(agenda)).contains(again);
    assertThat(lines.dispatched(INSIGHT, 10)).isEmpty();
  }

  @Test
  void settlesNothingForAnEntryWhoseAgendaIsOverAndDeleted() {
    AgendaKey agenda = dispatched(1).getFirst();
    interruptAfterAClaim();
    executor.reports(List.of(tick(agenda)));
    assertThat(new Erasure(ports.items(), ports.blobs()).erase(agenda, clock.instant())).isTrue();

    executor.permit(permit());

    assertThat(lines.dispatched(INSIGHT, 10)).isEmpty();
    assertThat(new Accounts(ports.items()).settlements(INSIGHT, 10)).isEmpty();
  }

  /** The line, the agenda, its alarm and its claim: then the executor dies. */
  private void interruptAfterAClaim() {
    var calls = new FaultScript();
    IntStream.range(0, 4).forEach(_ -> calls.then(new ItemFault.None()));
    var dying =
        executorOver(new FaultyItemStore(ports.items(), calls.then(new ItemFault.Throttled())));
    assertThatThrownBy(() -> dying.permit(permit())).isInstanceOf(PortException.class);
  }

  @Test
  void startsAClaimedAgendaWhoseExecutorDiedBeforeItsFirstEntryAtATick() {
    var line = dispatched(1);
    var script = new FaultScript();
    IntStream.range(0, 5).forEach(_ -> script.then(new ItemFault.None()));
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
            () -> executorOver(failingAfter(3, FaultPlan.ItemCall.WRITE)).permit(permit()))
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
    new Scheduler(ports, clock).tick();
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
    new Scheduler(ports, clock).tick();

    executor.permit(permit());

    assertThat(rows.run(agenda).orElseThrow().state()).isEqualTo(AgendaState.COMPLETE);
    assertThat(run(agenda, 300).operations().values())
        .allMatch(operation -> operation.starts() == 1 && operation.commits() == 1);
  }

  @Test
  void asksToBeWokenOnceForAllThatEndAtTheSameMoment() {
    AgendaKey agenda = accepted(1, simulated(25, 10).replace("\"seconds\":0", "\"seconds\":2"));
    new Scheduler(ports, clock).tick();

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
    new Scheduler(ports, clock).tick();
    executor.permit(permit());
    new Scheduler(ports, clock).tick();

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
  @ValueSource(ints = {5, 6, 7, 8, 9, 10, 11, 12, 13})
  void holdsNoInventoryThatItLeftWhileItsStepStalled(int before) {
    AgendaKey agenda = accepted(1, keeping(0));
    new Scheduler(ports, clock).tick();
    var other = new AtomicReference<AgendaKey>();

    executorOver(
            interrupted(
                before,
                () -> {
                  executor.reports(List.of(tick(agenda)));
                  doAgain(agenda);
                  other.set(accepted(3, keeping(2)));
                  new Scheduler(ports, clock).tick();
                  executor.permit(permit());
                  ports.items().write(Lines.enter(inLine(agenda, clock.instant())));
                  new Scheduler(ports, clock).tick();
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
  @ValueSource(ints = {11, 12, 13, 14})
  void waitsForNoInventoryOnceItIsOverWhereverAStepDies(int before) {
    AgendaKey holder = accepted(1, keeping(2));
    AgendaKey agenda = accepted(3, keeping(0));
    new Scheduler(ports, clock).tick();
    executor.permit(permit());
    Runnable theRest =
        () -> {
          clock.advance(Duration.ofSeconds(2));
          executor.reports(List.of(tick(holder)));
          executor.reports(List.of(tick(agenda)));
          AgendaKey next = accepted(5, keeping(2));
          new Scheduler(ports, clock).tick();
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
    new Scheduler(ports, clock).tick();
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
    new Scheduler(ports, clock).tick();
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
    InLine entry = inLine(agenda, header.addedAt());
    ports.items().transact(rows.accept(header, Optional.empty(), Optional.of(entry.place())));
    ports.items().write(Lines.enter(entry));
    return agenda;
  }

  private InLine inLine(AgendaKey agenda, Instant since) {
    long epoch = rows.run(agenda).map(RunRow::epoch).orElse(RunRow.UNCLAIMED);
    return new InLine(new Place(INSIGHT, 0, since), agenda, epoch, Amounts.NONE, "log/0");
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
    ports
        .items()
        .transact(List.of(entry, rows.move(row, row.again(Optional.empty(), Optional.empty()))));
  }

  private List<AgendaKey> claimed(List<AgendaKey> line) {
    return line.stream().filter(agenda -> rows.run(agenda).orElseThrow().epoch() > 0).toList();
  }

  private AgendaRun run(AgendaKey agenda, int operations) {
    return new Journal(ports.items(), ports.blobs())
        .load(agenda, IntStream.range(0, operations).mapToObj(i -> "op" + i).toList());
  }
}
