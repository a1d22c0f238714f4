package dev.fairlead.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.wire.ReportMessage;
import dev.fairlead.wire.WorkMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WorkerTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final OperationKey KEY =
      OperationKey.parse("acme/01jd00000000000000000000aa/count");
  private static final WorkMessage MESSAGE =
      new WorkMessage(
          KEY,
          2,
          "wordcount",
          new CorrelationId("call"),
          Json.object().put("text", "one two\nthree").build(),
          "completions");

  private static final Work WORK = new Drivers(List.of(new WordCount()));

  private final ListedQueue queue = new ListedQueue();
  private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void close() {
    beats.shutdownNow();
  }

  @Test
  void reportsStartThenEndThenDeletes() {
    queue.ready.add(new WorkQueue.Delivery("r1", MESSAGE.body(), 3));

    assertThat(worker(WORK).turn()).isTrue();

    assertThat(queue.done)
        .containsExactly(
            new Report.Started("count", 2, 3, NOW),
            new Report.Ended(
                "count",
                2,
                3,
                Optional.of(NOW),
                NOW,
                new Ending.Succeeded(
                    Json.object().put("words", 3).put("characters", 13).put("lines", 2).build())),
            "delete r1");
  }

  @Test
  void givesInPartsWhatNoReportHoldsAndFailsWhatNobodyTakes() {
    queue.ready.add(new WorkQueue.Delivery("r1", MESSAGE.body(), 1));
    queue.ready.add(new WorkQueue.Delivery("r2", MESSAGE.body(), 1));

    worker((_, _) -> new Ending.Succeeded(Json.of("x".repeat(300_000)))).turn();
    worker((_, _) -> new Ending.Succeeded(Json.of("x".repeat(5 * 1024 * 1024)))).turn();

    var beat = new Report.Beat("count", 2, NOW);
    assertThat(queue.done)
        .filteredOn(told -> !(told instanceof Report.Started))
        .containsExactly(
            beat,
            beat,
            ended(new Ending.Succeeded(Json.NULL)),
            "delete r1",
            ended(
                new Ending.Failed(
                    new Diagnostic(
                        "result", "The result has 5242882 bytes; at most it has 5 MiB."))),
            "delete r2");
  }

  private static Report ended(Ending ending) {
    return new Report.Ended("count", 2, 1, Optional.of(NOW), NOW, ending);
  }

  @Test
  void hasNothingToDoWithoutAMessage() {
    assertThat(worker(WORK).turn()).isFalse();
    assertThat(queue.done).isEmpty();
  }

  @Test
  @Tag("H1")
  @Tag("F086")
  void keepsTheMessageWhenTheEndCouldNotBeReported() {
    queue.ready.add(new WorkQueue.Delivery("r1", MESSAGE.body(), 1));
    queue.reportsUntilFault = 1;

    assertThatThrownBy(() -> worker(WORK).turn()).hasMessage("as told");

    assertThat(queue.done).containsExactly(new Report.Started("count", 2, 1, NOW));
  }

  @Test
  void doesNotWorkWhenTheStartCouldNotBeReported() {
    queue.ready.add(new WorkQueue.Delivery("r1", MESSAGE.body(), 1));
    queue.reportsUntilFault = 0;
    Work unwanted =
        (_, _) -> {
          throw new AssertionError("started");
        };

    assertThatThrownBy(() -> worker(unwanted).turn()).hasMessage("as told");

    assertThat(queue.done).isEmpty();
  }

  @Test
  void leavesAnUnreadableMessageForTheDeadLetterQueue() {
    queue.ready.add(new WorkQueue.Delivery("r1", "{", 1));

    assertThat(worker(WORK).turn()).isTrue();

    assertThat(queue.done).isEmpty();
  }

  @Test
  void failsTheAttemptWhenTheWorkThrows() {
    queue.ready.add(new WorkQueue.Delivery("r1", MESSAGE.body(), 1));
    Work broken =
        (_, _) -> {
          throw new IllegalStateException("broken");
        };

    worker(broken).turn();

    assertThat(((Report.Ended) queue.done.get(1)).ending())
        .isEqualTo(
            new Ending.Failed(
                new Diagnostic("exception", "java.lang.IllegalStateException: broken")));
    assertThat(queue.done).last().isEqualTo("delete r1");
  }

  @Test
  void aBeatHidesTheMessageAndTellsTheAgenda() {
    worker(WORK).beat(new WorkQueue.Delivery("r1", MESSAGE.body(), 1), MESSAGE, new Telling());

    assertThat(queue.done).containsExactly("hide r1 PT30S", new Report.Beat("count", 2, NOW));
  }

  @Test
  @Tag("F082")
  void aBeatBringsWhatTheWorkSaysOnceAndTheEndAllOfIt() {
    var delivery = new WorkQueue.Delivery("r1", MESSAGE.body(), 1);
    queue.ready.add(delivery);
    var said = new ArrayList<Telling.Said>();
    queue.said = said;
    var worker = new ArrayList<Worker>();
    Work telling =
        (order, words) -> {
          worker.getFirst().beat(delivery, order, words);
          words.progress(saying("reading", 10));
          words.log("one");
          worker.getFirst().beat(delivery, order, words);
          worker.getFirst().beat(delivery, order, words);
          words.progress(saying("writing", 60));
          words.log("two");
          return new Ending.Succeeded(Json.NULL);
        };
    worker.add(worker(telling));

    worker.getFirst().turn();

    assertThat(said)
        .containsExactly(
            Telling.Said.NOTHING,
            Telling.Said.NOTHING,
            new Telling.Said(saying("reading", 10), Optional.of("one\n")),
            Telling.Said.NOTHING,
            new Telling.Said(saying("writing", 60), Optional.of("one\ntwo\n")));
  }

  @Test
  void whatABeatCouldNotBringTheNextBrings() {
    var delivery = new WorkQueue.Delivery("r1", MESSAGE.body(), 1);
    var words = new Telling();
    words.progress(saying("reading", 10));
    queue.reportsUntilFault = 0;
    queue.said = new ArrayList<>();

    worker(WORK).beat(delivery, MESSAGE, words);
    worker(WORK).beat(delivery, MESSAGE, words);

    assertThat(queue.said)
        .containsExactly(new Telling.Said(saying("reading", 10), Optional.empty()));
  }

  @Test
  void keepsTheEndOfALongLog() {
    var words = new Telling();
    words.log("😀".repeat(ReportMessage.LIVE_LOG_CHARACTERS));
    words.log("end");

    assertThat(words.all().log().orElseThrow())
        .startsWith("😀")
        .endsWith("😀\nend\n")
        .hasSizeBetween(ReportMessage.LIVE_LOG_CHARACTERS - 1, ReportMessage.LIVE_LOG_CHARACTERS);
  }

  private static OperationProgress saying(String message, int percent) {
    return new OperationProgress(Optional.of(message), Optional.of(percent), Optional.empty());
  }

  @Test
  void aBeatThatFailsDoesNotStopTheBeats() {
    queue.reportsUntilFault = 0;

    worker(WORK).beat(new WorkQueue.Delivery("r1", MESSAGE.body(), 1), MESSAGE, new Telling());

    assertThat(queue.done).containsExactly("hide r1 PT30S");
  }

  private Worker worker(Work work) {
    return new Worker(queue, work, InstantSource.fixed(NOW), beats);
  }

  /** A queue that writes down what it is told and fails after some reports. */
  private static final class ListedQueue implements WorkQueue {
    private final ArrayDeque<Delivery> ready = new ArrayDeque<>();
    private final List<Object> done = new ArrayList<>();
    private List<Telling.Said> said = new ArrayList<>();
    private int reportsUntilFault = Integer.MAX_VALUE;

    @Override
    public Optional<Delivery> receive(Duration visibility) {
      return Optional.ofNullable(ready.poll());
    }

    @Override
    public void extend(String receipt, Duration visibility) {
      done.add("hide " + receipt + " " + visibility);
    }

    @Override
    public void delete(String receipt) {
      done.add("delete " + receipt);
    }

    @Override
    public void report(ReportMessage report) {
      if (reportsUntilFault-- == 0) {
        throw new IllegalStateException("as told");
      }
      assertThat(report.agenda()).isEqualTo(KEY.agenda());
      done.add(report.report());
      said.add(new Telling.Said(report.progress(), report.log()));
    }
  }
}
