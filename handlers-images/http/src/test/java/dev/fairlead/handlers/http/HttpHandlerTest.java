package dev.fairlead.handlers.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.HttpCaller;
import dev.fairlead.core.port.HttpCaller.Answered;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.sdk.Cancellation;
import dev.fairlead.sdk.HandlerRun;
import dev.fairlead.sdk.Order;
import dev.fairlead.sdk.Outcome;
import dev.fairlead.sdk.Telling;
import dev.fairlead.testkit.http.FakeHttpCaller;
import dev.fairlead.testkit.http.LoopbackServers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpHandlerTest {
  private static final String URL = "https://cms.example/items/7";

  private final FakeHttpCaller servers = new FakeHttpCaller();
  private final Cancellation cancellation = new Cancellation();
  private final List<String> said = new ArrayList<>();

  @Test
  @Tag("F088")
  void givesWhatTheServerAnswers() {
    servers.answer(URL, 200, Map.of("content-type", "application/json"), "{\"id\": 7}");

    assertThat(run(payload().build()))
        .isEqualTo(
            new Outcome.Succeeded(
                Json.object()
                    .put("status", 200)
                    .put("headers", Json.object().put("content-type", "application/json").build())
                    .put("body", Json.object().put("id", 7).build())
                    .build()));
    HttpCaller.Call call = servers.calls().getFirst();
    assertThat(call.headers())
        .containsEntry("idempotency-key", "acme/1/publish")
        .containsEntry("fairlead-attempt", "2");
    assertThat(call.timeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void callsAgainWhereTheServerMayAnswerAnotherTime() {
    answers(503, 429, 201);

    assertThat(run(payload().put("method", "PUT").put("body", "x").build()))
        .isInstanceOf(Outcome.Succeeded.class);
    assertThat(servers.calls()).hasSize(3);
    assertThat(servers.calls())
        .extracting(call -> call.headers().get("idempotency-key"))
        .containsOnly("acme/1/publish");
    assertThat(said).containsExactly("try 1 of 3: http:503", "try 2 of 3: http:429");
  }

  @Test
  void failsWithTheCodeOfTheLastTry() {
    servers.silence(URL);

    assertThat(run(payload().put("tries", 2).build()))
        .isEqualTo(new Outcome.Failed("http:timeout", "There was no answer in time."));
    assertThat(servers.calls()).hasSize(2);
  }

  @Test
  void callsOnceWhereAnotherTimeWouldNotHelp() {
    answers(404, 200);

    assertThat(run(payload().build()))
        .isEqualTo(new Outcome.Failed("http:404", "The server answered 404: as told"));
    assertThat(servers.calls()).hasSize(1);
  }

  @Test
  void leavesToTheAgendaWhatTheServerPutsOffForLong() {
    servers.answer(URL, 503, Map.of("retry-after", "3600"), "");

    assertThat(run(payload().build()))
        .isEqualTo(
            new Outcome.Failed(
                "http:503", "The server answered 503.", Optional.of(Duration.ofHours(1))));
    assertThat(servers.calls()).hasSize(1);
  }

  @Test
  void handsOnWhatTheServerAskedForAtTheLastTry() {
    servers.answer(URL, 429, Map.of("retry-after", "2"), "");

    assertThat(run(payload().put("tries", 1).build()))
        .isEqualTo(
            new Outcome.Failed(
                "http:429", "The server answered 429.", Optional.of(Duration.ofSeconds(2))));
  }

  @ParameterizedTest
  @CsvSource({"GET, 3", "PUT, 3", "DELETE, 3", "POST, 1", "PATCH, 1"})
  void callsOnceWhatMayBeNoGoodIdeaTwiceUnlessItIsTold(String method, int want) {
    servers.answer(URL, 503, Map.of(), "");

    run(payload().put("method", method).build());
    assertThat(servers.calls()).hasSize(want);

    run(payload().put("method", method).put("tries", 2).build());
    assertThat(servers.calls()).hasSize(want + 2);
  }

  @Test
  void allItsTriesTakeAnHourAtTheMost() {
    servers.silence(URL);

    assertThat(run(payload().put("timeout", "10m").put("tries", 7).build()))
        .isEqualTo(
            new Outcome.Failed(
                "payload",
                "/tries: 7 tries of 600 s, and the pauses between them, may take more than an"
                    + " hour."));
    assertThat(servers.calls()).isEmpty();

    run(payload().put("timeout", "40m").build());
    assertThat(servers.calls()).hasSize(1);
  }

  @Test
  void asksAServerOnceForWhatIsTooLarge() {
    try (var real = new LoopbackServers()) {
      String url = real.answering(200, Map.of(), "x".repeat(2000)).toString();
      Json payload =
          Json.object().put("url", url).put("pause", "1ms").put("maxResponseBytes", 1000).build();

      assertThat(run(new HttpHandler(), payload))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.code()).isEqualTo("http:too-large"));
      assertThat(real.received()).hasSize(1);
    }
  }

  @Test
  void asksARealServerAgainAndHandsOnItsWish() {
    try (var real = new LoopbackServers()) {
      String url = real.answering(503, Map.of("Retry-After", "90"), "busy").toString();

      assertThat(run(new HttpHandler(), Json.object().put("url", url).build()))
          .isEqualTo(
              new Outcome.Failed(
                  "http:503",
                  "The server answered 503: busy",
                  Optional.of(Duration.ofSeconds(90))));
      assertThat(real.received()).hasSize(1);
    }
  }

  @Test
  void readsAMomentByTheServersOwnClock() {
    Map<String, String> inTwoHours =
        Map.of(
            "date", "Mon, 23 Nov 2026 10:00:00 GMT",
            "retry-after", "Mon, 23 Nov 2026 12:00:00 GMT");
    servers.answer(URL, 503, inTwoHours, "");
    assertThat(run(payload().build())).isInstanceOf(Outcome.Failed.class);
    assertThat(servers.calls()).hasSize(1);

    // Without a clock to go by it says nothing.
    servers.answer(URL, 503, Map.of("retry-after", "Mon, 23 Nov 2026 12:00:00 GMT"), "");
    assertThat(run(payload().build())).isInstanceOf(Outcome.Failed.class);
    assertThat(servers.calls()).hasSize(1 + 3);
  }

  @Test
  void endsBetweenTwoTriesWhenItIsNotWanted() {
    answers(503, 200);
    cancellation.cancel();

    assertThat(run(payload().put("pause", "10m").build())).isEqualTo(new Outcome.Cancelled());
    assertThat(servers.calls()).hasSize(1);
  }

  @Test
  void refusesWhatItCannotCall() {
    assertThat(run(payload().put("tries", 11).put("pause", "1y").put("verb", "GET").build()))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo("payload");
              assertThat(failed.message()).contains("/tries: ", "/pause: ", "/verb: ");
            });
    assertThat(run(Json.of("https://cms.example"))).isInstanceOf(Outcome.Failed.class);
    assertThat(servers.calls()).isEmpty();
  }

  @Test
  void waitsTwiceAsLongEachTimeUpToTenMinutes() {
    var work = HttpWork.read(payload().put("pause", "30s").build(), new Findings());

    assertThat(work.pauseAfter(1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(work.pauseAfter(3)).isEqualTo(Duration.ofMinutes(2));
    assertThat(work.pauseAfter(9)).isEqualTo(Duration.ofMinutes(10));
  }

  private void answers(Integer... statuses) {
    Deque<Integer> next = new ArrayDeque<>(List.of(statuses));
    servers.answer(URL, _ -> new Answered(next.remove(), Map.of(), "as told".getBytes(UTF_8)));
  }

  private static Json.Builder payload() {
    return Json.object().put("url", URL).put("pause", "1ms");
  }

  private Outcome run(Json payload) {
    return run(new HttpHandler(servers), payload);
  }

  private Outcome run(HttpHandler handler, Json payload) {
    var telling =
        new Telling() {
          @Override
          public void progress(OperationProgress all) {
            all.message().ifPresent(said::add);
          }

          @Override
          public void alive() {}
        };
    return new HandlerRun<>(Json.class, handler)
        .run(new Order("acme/1/publish", 2, payload, Optional.empty()), telling, cancellation);
  }
}
