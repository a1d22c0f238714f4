package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often a whole agenda is tried, and what its progress says of that. */
class AgendaAttemptsTest {
  private final HomeStack home = new HomeStack();

  @Test
  @Tag("F012")
  void showsInItsProgressHowItIsCalledAndHowOftenItIsTried() {
    String id = submitted("\"params\": {\"externalId\": \"http://x/1\", \"maximumAttempts\": 5},");

    assertThat(run(id).text("externalId")).contains("http://x/1");
    assertThat(run(id).whole("maximumAttempts")).contains(5L);
    assertThat(run(id).whole("attempt")).contains(0L);
    home.settle();
    assertThat(run(id).whole("attempt")).contains(1L);
  }

  @Test
  @Tag("F012")
  @Tag("F097")
  void isTriedOnceWhereNothingIsSaid() {
    String id = submitted("");
    home.settle();

    assertThat(run(id).whole("maximumAttempts")).contains(1L);
    assertThat(run(id).text("outcome")).contains("failed");
    assertThat(run(id).whole("attempt")).contains(1L);
  }

  @Test
  @Tag("F097")
  void isTriedAgainAfterPausesThatGrowAndKeepsWhatSucceeded() {
    String id = submitted("\"params\": {\"maximumAttempts\": 3},");
    home.settle();

    assertThat(run(id).text("state")).contains("EXECUTING");
    assertThat(run(id).text("nextAttemptAt"))
        .contains(home.clock.instant().plusSeconds(1).toString().replace("Z", ".000Z"));
    home.pass(Duration.ofSeconds(1), 1);
    assertThat(run(id).whole("attempt")).contains(2L);
    home.pass(Duration.ofMillis(1_999), 1);
    assertThat(run(id).whole("attempt")).contains(2L);
    home.pass(Duration.ofMillis(1), 1);

    assertThat(run(id).whole("attempt")).contains(3L);
    assertThat(run(id).text("outcome")).contains("failed");
    assertThat(run(id).field("nextAttemptAt")).isEmpty();
    assertThat(home.get("acme", "/v1/agendas/" + id).items("operations"))
        .extracting(operation -> operation.whole("attempt").orElse(0L))
        .containsExactly(1L, 3L, 1L);
  }

  @Test
  @Tag("F098")
  void isTriedAgainWhenTheWorkerOfAnOperationHasGoneSilent() {
    var worker = new WatchedWorker(home.clock);
    String id =
        home.submit(
                "acme",
                """
                {"params": {"maximumAttempts": 2}, "operations": [
                  {"name": "count", "type": "wordcount", "payload": {"text": "x"}}]}
                """)
            .text("id");
    home.settle();

    // An operation that is lost is started again some ten times before it has failed.
    for (int i = 0; i < 15 && run(id).whole("attempt").equals(Optional.of(1L)); i++) {
      worker.take(home.ports.queues()).forEach(order -> worker.start(order, home.ports.queues()));
      home.pass(Duration.ofSeconds(20), 5);
    }

    assertThat(run(id).whole("attempt")).contains(2L);
    assertThat(JsonText.write(home.get("acme", "/v1/agendas/" + id + "/events").json()))
        .contains("failed: No heartbeat for 60 s.");
    worker.succeed(worker.take(home.ports.queues()).getLast(), home.ports.queues());
    home.settle();
    assertThat(run(id).text("outcome")).contains("succeeded");
  }

  @Test
  void pausesAsItsDocumentSays() {
    String id = submitted("\"retry\": {\"maxAttempts\": 2, \"backoff\": \"5m\"},");
    home.settle();

    home.pass(Duration.ofMinutes(1), 4);
    assertThat(run(id).whole("attempt")).contains(1L);
    home.pass(Duration.ofMinutes(1), 2);
    assertThat(run(id).text("outcome")).contains("failed");
    assertThat(run(id).whole("attempt")).contains(2L);
  }

  @Test
  void isTriedAgainThoughEveryWakeUpWasLost() {
    String id = submitted("\"params\": {\"maximumAttempts\": 2},");
    home.settle();

    // Taken by somebody who died with it.
    home.clock.advance(Duration.ofSeconds(1));
    var lost =
        home.ports
            .queues()
            .receive(QueueSpec.ALARMS.queueName(), 10, Duration.ofHours(1), Duration.ZERO);
    assertThat(lost).isNotEmpty();
    home.pass(Duration.ofMinutes(1), 2);

    assertThat(run(id).text("outcome")).contains("failed");
    assertThat(run(id).whole("attempt")).contains(2L);
  }

  private String submitted(String fields) {
    return home.submit(
            "acme",
            """
            {%s "operations": [
              {"name": "good", "type": "log", "payload": {"message": "x"}},
              {"name": "bad", "type": "simulate", "payload": {"seconds": 0, "fail": "no"}}],
             "finally": [{"name": "last", "type": "log", "payload": {"message": "bye"}}]}
            """
                .formatted(fields))
        .text("id");
  }

  private Json.Obj run(String id) {
    return home.get("acme", "/v1/agendas/" + id).object();
  }
}
