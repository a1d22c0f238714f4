package dev.fairlead.testkit.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.port.HttpCaller;
import dev.fairlead.core.port.HttpCaller.Answered;
import dev.fairlead.core.port.HttpCaller.Call;
import dev.fairlead.core.port.HttpCaller.Outcome;
import dev.fairlead.core.port.HttpCaller.Trouble;
import dev.fairlead.core.port.HttpCaller.Unanswered;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What everything does that calls servers outside.
 *
 * <p>An implementation extends this and gives the caller and servers.
 */
public abstract class HttpCallerContract {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int ROOM = 1000;

  /** What a server was sent; headers by lower-case name. */
  public record Received(String method, String target, Map<String, String> headers, String body) {}

  /** The caller under test; the same one throughout a test. */
  protected abstract HttpCaller caller();

  /** A URL, with the path and query {@code /x?y=1}, at which a server answers with this. */
  protected abstract URI answering(int status, Map<String, String> headers, String body);

  /** A URL at which a server takes requests and says nothing. */
  protected abstract URI silent();

  /** A URL at which there is no server. */
  protected abstract URI deserted();

  /** All that servers were sent in this test. */
  protected abstract List<Received> received();

  @Test
  void givesStatusHeadersAndBody() {
    URI url = answering(201, Map.of("ETag", "\"7\"", "Content-Type", "text/plain"), "grüße");

    assertThat(caller().call(get(url)))
        .isInstanceOfSatisfying(
            Answered.class,
            answer -> {
              assertThat(answer.status()).isEqualTo(201);
              assertThat(answer.headers())
                  .containsEntry("etag", "\"7\"")
                  .containsEntry("content-type", "text/plain");
              assertThat(new String(answer.body(), UTF_8)).isEqualTo("grüße");
            });
  }

  @Test
  void sendsWhatItIsGiven() {
    URI url = answering(200, Map.of(), "");

    caller()
        .call(
            new Call(
                "POST",
                url,
                Map.of("X-One", "1", "Idempotency-Key", "acme/1/a"),
                Optional.of("{\"n\":1,\"s\":\"ß\"}"),
                LONG,
                ROOM));

    assertThat(received()).hasSize(1);
    Received request = received().getFirst();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo("/x?y=1");
    assertThat(request.headers())
        .containsEntry("x-one", "1")
        .containsEntry("idempotency-key", "acme/1/a");
    assertThat(request.body()).isEqualTo("{\"n\":1,\"s\":\"ß\"}");
  }

  @Test
  void givesAnyStatusAndFollowsNothing() {
    URI elsewhere = answering(200, Map.of(), "there");
    for (int status : List.of(302, 404, 503)) {
      URI url = answering(status, Map.of("Location", elsewhere.toString()), "here");

      assertThat(caller().call(get(url)))
          .isInstanceOfSatisfying(
              Answered.class,
              answer -> {
                assertThat(answer.status()).isEqualTo(status);
                assertThat(new String(answer.body(), UTF_8)).isEqualTo("here");
              });
    }
    assertThat(received()).hasSize(3);
  }

  @Test
  void takesNoLargerAnswerThanAskedFor() {
    URI fits = answering(200, Map.of(), "x".repeat(ROOM));
    assertThat(caller().call(get(fits))).isInstanceOf(Answered.class);

    URI large = answering(200, Map.of(), "x".repeat(ROOM + 1));
    assertThat(trouble(caller().call(get(large)))).contains(Trouble.TOO_LARGE);
  }

  @Test
  void saysThatNobodyIsThere() {
    assertThat(trouble(caller().call(get(deserted())))).contains(Trouble.UNREACHABLE);
  }

  @Test
  void waitsNoLongerThanItIsTold() {
    var call = new Call("GET", silent(), Map.of(), Optional.empty(), Duration.ofMillis(50), ROOM);

    assertThat(trouble(caller().call(call))).contains(Trouble.TIMED_OUT);
  }

  private static Call get(URI url) {
    return new Call("GET", url, Map.of(), Optional.empty(), LONG, ROOM);
  }

  private static Optional<Trouble> trouble(Outcome outcome) {
    return outcome instanceof Unanswered none ? Optional.of(none.trouble()) : Optional.empty();
  }
}
