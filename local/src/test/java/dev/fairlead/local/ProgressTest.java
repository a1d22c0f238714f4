package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.MessageQueue.Outgoing;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.store.ResultBlobs;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.ReportMessage;
import dev.fairlead.wire.ResultParts;
import dev.fairlead.wire.WorkMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What running operations say of themselves, from a worker's report to an API's reader. */
class ProgressTest {
  private final HomeStack home = new HomeStack();
  private final WatchedWorker worker = new WatchedWorker(home.clock);

  @Test
  @Tag("F082")
  @Tag("H3")
  void showsWhatARunningOperationSaysAndPrints() {
    String id = submitted(1, "");
    WorkMessage order = taken().getFirst();
    start(order);
    long entries = events(id).size();

    beat(order, saying("copying", 40), "line 1\n");

    Json.Obj operation = operation(id, "op0");
    assertThat(operation.text("state")).contains("EXECUTING");
    assertThat(operation.text("message")).contains("copying");
    assertThat(operation.whole("percent")).contains(40L);
    assertThat(operation.field("progress")).contains(Json.object().put("job", "copying").build());
    assertThat(operation.text("saidAt")).isPresent();
    assertThat(JsonText.write(logs(id).getFirst()))
        .isEqualTo("{\"operation\":\"op0\",\"attempt\":1,\"text\":\"line 1\\n\",\"partial\":true}");
    assertThat(events(id)).hasSize((int) entries);

    end(order, new Ending.Succeeded(Json.of("it")), "line 1\nline 2\n", saying("done", 100));

    assertThat(operation(id, "op0").text("message")).contains("done");
    assertThat(logs(id).getFirst().text("text")).contains("line 1\nline 2\n");
    assertThat(logs(id).getFirst().field("partial")).isEmpty();
  }

  @Test
  @Tag("F080")
  void givesAllOfALongLogPageByPage() {
    String id = submitted(1, "");
    WorkMessage order = taken().getFirst();
    start(order);
    var line = "a line, 😀\n";
    var all = line.repeat(200_000);
    var key = order.key();
    var now = home.clock.instant();
    var ended =
        new Report.Ended(
            key.operation(), 1, 1, Optional.of(now), now, new Ending.Succeeded(Json.NULL));
    send(
        new ResultBlobs(home.ports.blobs())
            .sendable(new ReportMessage(key.agenda(), ended, Optional.of(all))));
    home.settle();

    assertThat(logs(id).getFirst().text("text").orElseThrow())
        .endsWith(line)
        .hasSizeLessThan(99_000);
    assertThat(logs(id).getFirst().whole("bytes")).contains(13L * 200_000);
    var text = new StringBuilder();
    Optional<Long> next = Optional.of(0L);
    int pages = 0;
    while (next.isPresent()) {
      var page =
          home.get("acme", "/v1/agendas/" + id + "/logs?operation=op0&attempt=1&from=" + next.get())
              .items("logs")
              .getFirst();
      text.append(page.text("text").orElseThrow());
      next = page.whole("next");
      pages++;
    }
    assertThat(text.toString()).isEqualTo(all);
    assertThat(pages).isEqualTo(3);
    var nameless = home.get("acme", "/v1/agendas/" + id + "/logs?attempt=1");
    assertThat(nameless.text("code")).isEqualTo("INVALID_REQUEST");
  }

  @Test
  @Tag("F085")
  void isAsFarAsItsOperationsAre() {
    String id = submitted(10, "");
    List<WorkMessage> orders = taken();
    assertThat(percent(id)).isEqualTo("0");

    orders.subList(0, 5).forEach(order -> end(order, new Ending.Succeeded(Json.NULL)));
    assertThat(percent(id)).isEqualTo("50");
    start(orders.get(5));
    beat(orders.get(5), saying("half", 50), "");
    assertThat(percent(id)).isEqualTo("55");
    start(orders.get(6));
    beat(orders.get(6), saying("nearly", 99), "");
    assertThat(percent(id)).isEqualTo("64.9");

    orders.subList(5, 10).forEach(order -> end(order, new Ending.Succeeded(Json.NULL)));
    assertThat(percent(id)).isEqualTo("100");
  }

  @Test
  @Tag("F085")
  void countsWhatIsSkippedAsDoneAndAListByItsItems() {
    String id =
        home.submit(
                "acme",
                """
                {"operations": [
                  {"name": "never", "type": "log", "when": "1 > 2", "payload": {"message": "x"}},
                  {"name": "all", "type": "wordcount", "forEach": {"items": [1, 2, 3, 4], "as": "n"},
                   "payload": {"text": "x"}},
                  {"name": "last", "type": "log", "dependsOn": ["all"],
                   "payload": {"message": "x"}}]}
                """)
            .text("id");
    home.settle();
    List<WorkMessage> orders = taken();
    assertThat(orders).hasSize(4);
    end(orders.get(0), new Ending.Succeeded(Json.NULL));
    start(orders.get(1));
    beat(orders.get(1), saying("half", 50), "");
    // (1 + 0.5) of 4 items are 37.5 % of one operation, another is skipped, the third waits.
    assertThat(percent(id)).isEqualTo("45.8");

    orders.subList(1, 4).forEach(order -> end(order, failure()));
    assertThat(run(id).text("state")).contains("COMPLETE");
    assertThat(percent(id)).isEqualTo("100");
  }

  @Test
  void hearsNothingFromAnAttemptThatNoLongerCounts() {
    String id = submitted(1, ", \"retry\": {\"maxAttempts\": 3}");
    WorkMessage first = taken().getFirst();
    start(first);
    beat(first, saying("first", 90), "");
    end(first, failure());
    home.pass(Duration.ofMinutes(1), 5);
    WorkMessage second = taken().getFirst();
    assertThat(second.attempt()).isEqualTo(2);

    start(second);
    beat(first, saying("late", 95), "late\n");

    assertThat(operation(id, "op0").text("message")).isEmpty();
    assertThat(percent(id)).isEqualTo("0");

    beat(second, saying("second", 10), "");
    home.clock.advance(Duration.ofSeconds(5));
    beat(first, saying("later", 96), "");

    assertThat(operation(id, "op0").text("message")).contains("second");
    assertThat(percent(id)).isEqualTo("10");
  }

  @Test
  @Tag("F090")
  void givesARetryWhatTheFailedAttemptSaid() {
    submitted(1, ", \"retry\": {\"maxAttempts\": 3}");
    WorkMessage first = taken().getFirst();
    assertThat(first.lastProgress()).isEmpty();
    start(first);
    beat(first, saying("copying", 40), "");
    end(first, failure(), "", saying("stuck", 60));
    home.pass(Duration.ofMinutes(1), 5);

    WorkMessage second = taken().getFirst();

    assertThat(second.lastProgress())
        .contains(new OperationProgress.OfAttempt(1, saying("stuck", 60)));

    // It says nothing of itself, so that what the first said is still the last.
    start(second);
    end(second, failure());
    home.pass(Duration.ofMinutes(1), 15);
    assertThat(taken().getFirst().lastProgress())
        .contains(new OperationProgress.OfAttempt(1, saying("stuck", 60)));
  }

  @Test
  @Tag("F090")
  void givesItAlsoAfterTheDeathOfTheWorker() {
    String id = submitted(1, "");
    WorkMessage first = taken().getFirst();
    start(first);
    beat(first, saying("copying", 40), "so far\n");

    // Nothing is heard of it again: the attempt is lost, and costs no try.
    home.pass(Duration.ofMinutes(1), 10);
    WorkMessage second = taken().getFirst();

    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.lastProgress())
        .contains(new OperationProgress.OfAttempt(1, saying("copying", 40)));
    assertThat(logs(id).getFirst().text("text")).contains("so far\n");
  }

  @Test
  @Tag("F090")
  void givesItToARerunOfWhatFailedAndNotOfWhatSucceeded() {
    String id = submitted(2, "");
    List<WorkMessage> orders = taken();
    orders.forEach(this::start);
    orders.forEach(order -> beat(order, saying(order.key().operation(), 40), ""));
    end(orders.get(0), new Ending.Succeeded(Json.NULL), "", saying("done", 100));
    end(orders.get(1), failure());
    assertThat(run(id).text("outcome")).contains("failed");

    home.post("acme", "/v1/agendas/" + id + "/rerun", "{\"which\": \"all\"}");
    home.settle();

    assertThat(
            taken().stream()
                .collect(
                    Collectors.toMap(order -> order.key().operation(), WorkMessage::lastProgress)))
        .containsEntry("op0", Optional.empty())
        .containsEntry("op1", Optional.of(new OperationProgress.OfAttempt(1, saying("op1", 40))));
  }

  @Test
  @Tag("F083")
  void takesAResultOfAWorkerThatNoMessageHolds() {
    String id =
        home.submit(
                "acme",
                """
                {"onFailure": "continue", "operations": [
                  {"name": "large", "type": "wordcount", "payload": {"text": "a"}},
                  {"name": "reader", "type": "log", "payload": {"message": "@<large.out::/1>"}},
                  {"name": "tooLarge", "type": "wordcount", "payload": {"text": "b"}}]}
                """)
            .text("id");
    home.settle();
    List<WorkMessage> orders = taken();

    end(orders.get(0), new Ending.Succeeded(Json.texts(List.of("é".repeat(2_000_000), "end"))));
    end(orders.get(1), new Ending.Succeeded(Json.of("é".repeat(3_000_000))));

    assertThat(operation(id, "large").text("outcome")).contains("succeeded");
    assertThat(logs(id).getFirst().text("text"))
        .hasValueSatisfying(text -> assertThat(text.strip()).isEqualTo("end"));
    assertThat(JsonText.write(operation(id, "tooLarge")))
        .contains("\"code\":\"result\"", "The result has 6000002 bytes; at most it has 5 MiB.");
  }

  private String submitted(int count, String more) {
    String operations =
        IntStream.range(0, count)
            .mapToObj(i ->
                "{\"name\": \"op%d\", \"type\": \"wordcount\", \"payload\": {\"text\": \"a\"}%s}"
                    .formatted(i, more))
            .collect(Collectors.joining(","));
    var answer = home.submit("acme", "{\"operations\": [" + operations + "]}");
    assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
    home.settle();
    return answer.text("id");
  }

  private List<WorkMessage> taken() {
    return worker.take(home.ports.queues());
  }

  private void start(WorkMessage order) {
    report(
        order,
        new Report.Started(order.key().operation(), order.attempt(), 1, home.clock.instant()),
        "",
        OperationProgress.NONE);
  }

  private void beat(WorkMessage order, OperationProgress said, String log) {
    report(
        order,
        new Report.Beat(order.key().operation(), order.attempt(), home.clock.instant()),
        log,
        said);
  }

  private void end(WorkMessage order, Ending ending) {
    end(order, ending, "", OperationProgress.NONE);
  }

  private void end(WorkMessage order, Ending ending, String log, OperationProgress said) {
    var now = home.clock.instant();
    report(
        order,
        new Report.Ended(
            order.key().operation(), order.attempt(), 1, Optional.of(now), now, ending),
        log,
        said);
  }

  private void report(WorkMessage order, Report report, String log, OperationProgress said) {
    var agenda = order.key().agenda();
    var message =
        new ReportMessage(agenda, report, Optional.of(log).filter(text -> !text.isEmpty()), said);
    ResultParts.of(message).forEach(this::send);
    home.settle();
  }

  private static OperationProgress saying(String message, int percent) {
    return new OperationProgress(
        Optional.of(message),
        Optional.of(percent),
        Optional.of(Json.object().put("job", message).build()));
  }

  private void send(ReportMessage message) {
    home.ports
        .queues()
        .send(
            QueueSpec.COMPLETIONS.queueName(),
            List.of(
                Outgoing.inGroup(
                    message.body(), message.agenda().toString(), message.deduplicationKey())));
  }

  private static Ending failure() {
    return new Ending.Failed(new Diagnostic("exit:1", "It failed."));
  }

  private Json.Obj run(String id) {
    return home.get("acme", "/v1/agendas/" + id).object();
  }

  private Json.Obj operation(String id, String name) {
    return home.get("acme", "/v1/agendas/" + id).items("operations").stream()
        .filter(operation -> operation.text("name").equals(Optional.of(name)))
        .findFirst()
        .orElseThrow();
  }

  private String percent(String id) {
    return run(id).field("percent").orElseThrow() instanceof Json.Num(BigDecimal value)
        ? value.toPlainString()
        : "";
  }

  private List<Json.Obj> logs(String id) {
    return home.get("acme", "/v1/agendas/" + id + "/logs").items("logs");
  }

  private List<Json.Obj> events(String id) {
    return home.get("acme", "/v1/agendas/" + id + "/events?after=0").items("events");
  }
}
