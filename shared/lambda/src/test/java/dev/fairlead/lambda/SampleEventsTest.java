package dev.fairlead.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.endpoint.Authentication.Reason;
import dev.fairlead.endpoint.Authentication.Verdict;
import dev.fairlead.endpoint.Caller;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.endpoint.Router;
import dev.fairlead.wire.JsonText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Feeds the shells events of the documented shape, with all documented fields. What comes of one is
 * compared with what comes of it through the reader and writer of Lambda's own Java runtime.
 */
class SampleEventsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-01T10:00:00Z"));
  private static final Caller CALLER =
      new Caller(new CustomerId("acme"), Set.of(Route.Access.READ), "token-1");

  private static final List<String> PROXY =
      List.of(
          "proxy-request.json",
          "proxy-request-base64.json",
          "proxy-request-nulls.json",
          "proxy-request-query.json",
          "proxy-request-unauthorized.json");
  private static final List<String> AUTHORIZER =
      List.of("authorizer-token.json", "authorizer-request.json", "authorizer-token-unknown.json");
  private static final List<String> QUEUE = List.of("sqs-standard.json", "sqs-fifo.json");
  private static final List<String> SCHEDULE =
      List.of("schedule-of-a-rule.json", "schedule-of-the-scheduler.json");
  private static final List<String> NOBODYS =
      List.of(
          "foreign-dynamodb-stream.json",
          "foreign-http-api.json",
          "foreign-event-of-a-bus.json",
          "foreign-sns.json",
          "foreign-empty.json",
          "foreign-list.json");

  /** What the functions behind the shells were asked to do. */
  private final List<String> done = new ArrayList<>();

  private final HttpShell http =
      new HttpShell(
          new Router<>(
              List.of(Route.Agenda.values()),
              route ->
                  call -> {
                    // Everything that the shell found in the event comes back in the reply.
                    done.add(route + " by " + call.caller() + " of " + call.body().length);
                    return call.contentType().filter(type -> type.endsWith("yaml")).isPresent()
                        ? Reply.json(
                            Json.object()
                                .put("parameters", call.parameters().toString())
                                .put("body", new String(call.body(), UTF_8))
                                .build())
                        : Reply.bytes(200, "application/octet-stream", call.body());
                  },
              new Ids(CLOCK, new Random(1)),
              CLOCK,
              _ -> {}));

  private final AuthorizerShell authorizer =
      new AuthorizerShell(credentials -> {
        done.add("asked for " + credentials);
        return credentials.equals("Bearer good")
            ? new Verdict.Authenticated(CALLER)
            : new Verdict.Refused(Reason.UNKNOWN);
      });

  private final QueueShell queue =
      QueueShell.singly(
          message -> {
            done.add(message.toString());
            if (message.body().equals("broken")) {
              throw new IllegalStateException("broken");
            }
          },
          CLOCK,
          _ -> {});

  private final ScheduleShell schedule = new ScheduleShell(() -> done.add("turn"));

  @FunctionalInterface
  private interface EntryPoint {
    void serve(InputStream event, OutputStream response) throws IOException;
  }

  private static byte[] sample(String name) {
    try (var file = SampleEventsTest.class.getResourceAsStream("events/" + name)) {
      assertThat(file).as(name).isNotNull();
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Json ours(EntryPoint entryPoint, String sample) {
    var response = new ByteArrayOutputStream();
    try {
      entryPoint.serve(new ByteArrayInputStream(sample(sample)), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JsonText.parse(response.toByteArray());
  }

  /** A typed handler's way through the managed runtime. */
  private static <I, O> Json theirs(
      Class<I> in, Class<O> out, Function<I, O> handler, String sample) {
    var loader = SampleEventsTest.class.getClassLoader();
    var event =
        LambdaEventSerializers.serializerFor(in, loader)
            .fromJson(new ByteArrayInputStream(sample(sample)));
    var response = new ByteArrayOutputStream();
    LambdaEventSerializers.serializerFor(out, loader).toJson(handler.apply(event), response);
    return JsonText.parse(response.toByteArray());
  }

  /** Without the id that each call is given. */
  private static Json withoutId(Json response) {
    var fields = new TreeMap<>(((Json.Obj) response).fields());
    fields.computeIfPresent(
        "headers",
        (_, headers) -> {
          var kept = new TreeMap<>(((Json.Obj) headers).fields());
          kept.remove("x-correlation-id");
          return new Json.Obj(kept);
        });
    return new Json.Obj(fields);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy-request.json",
        "proxy-request-base64.json",
        "proxy-request-nulls.json",
      })
  void answersProxyRequestsAsTheManagedRuntimeWould(String sample) {
    var theirs =
        theirs(
            APIGatewayProxyRequestEvent.class,
            APIGatewayProxyResponseEvent.class,
            http::serve,
            sample);

    var ours = ours(http::serve, sample);

    assertThat(withoutId(ours)).isEqualTo(withoutId(theirs));
    assertThat(((Json.Obj) ours).whole("statusCode")).contains(200L);
    assertThat(done).hasSize(2);
    assertThat(done.getFirst()).isEqualTo(done.getLast());
  }

  @Test
  void findsEverythingInAProxyRequest() {
    var reply = (Json.Obj) ours(http::serve, "proxy-request.json");

    assertThat(JsonText.parse(reply.text("body").orElseThrow()))
        .isEqualTo(
            Json.object()
                .put("parameters", "{IDEMPOTENCY_KEY=first, second}")
                .put("body", "title: \"Encode épisode 12\"\noperations: []\n")
                .build());
    assertThat(done.getFirst()).contains("SUBMIT", "acme", "READ", "WRITE", "token-1");
  }

  @Test
  void findsTheLastOfARepeatedQueryParameter() {
    var reply = (Json.Obj) ours(http::serve, "proxy-request-query.json");

    assertThat(JsonText.parse(reply.text("body").orElseThrow()))
        .isEqualTo(Json.object().put("parameters", "{LIMIT=2}").put("body", "").build());
    assertThat(done.getFirst()).contains("LIST", "acme");
  }

  @Test
  void answersARequestThatNobodyAuthorizedWith401() {
    var reply = (Json.Obj) ours(http::serve, "proxy-request-unauthorized.json");

    assertThat(reply.whole("statusCode")).contains(401L);
    assertThat(done).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorizer-token.json", "authorizer-request.json"})
  void authorizesAsTheManagedRuntimeWould(String sample) {
    var theirs =
        theirs(
            APIGatewayCustomAuthorizerEvent.class,
            IamPolicyResponse.class,
            authorizer::serve,
            sample);

    assertThat(ours(authorizer::serve, sample)).isEqualTo(theirs);
    assertThat(done).containsExactly("asked for Bearer good", "asked for Bearer good");
  }

  @Test
  void refusesAnUnknownTokenInTheWordThatApiGatewayWaitsFor() {
    assertThatThrownBy(() -> ours(authorizer::serve, "authorizer-token-unknown.json"))
        .isInstanceOf(UnauthorizedException.class)
        .hasMessage("Unauthorized");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqs-standard.json", "sqs-fifo.json"})
  void handlesBatchesAsTheManagedRuntimeWould(String sample) {
    var theirs = theirs(SQSEvent.class, SQSBatchResponse.class, queue::serve, sample);
    var asked = List.copyOf(done);
    done.clear();

    assertThat(ours(queue::serve, sample)).isEqualTo(theirs);
    assertThat(done).isEqualTo(asked).hasSize(2);
  }

  @Test
  void sendsAGroupsFollowersBackWithTheOneThatFailed() {
    assertThat(ours(queue::serve, "sqs-fifo.json"))
        .isEqualTo(
            JsonText.parse(
                """
                {"batchItemFailures": [
                  {"itemIdentifier": "11d6ee51-4cc7-4302-9e22-7cd8afdaadf5"},
                  {"itemIdentifier": "22d6ee51-4cc7-4302-9e22-7cd8afdaadf5"}]}
                """));
  }

  @Test
  void doesATurnForEitherKindOfSchedule() {
    for (String sample : SCHEDULE) {
      assertThat(ours(schedule::serve, sample)).isEqualTo(Json.NULL);
    }

    assertThat(done).containsExactly("turn", "turn");
  }

  @Test
  void couldNotTakeTheSchedulersEventAsTheManagedRuntimeReadsIt() {
    // Its detail is a text, which AWS's type has no room for: why the entry points take streams.
    assertThatThrownBy(() ->
            theirs(
                ScheduledEvent.class,
                SQSBatchResponse.class,
                _ -> new SQSBatchResponse(),
                "schedule-of-the-scheduler.json"))
        .hasMessageContaining("detail");
  }

  enum Kind {
    HTTP(PROXY),
    AUTHORIZER(SampleEventsTest.AUTHORIZER),
    QUEUE(SampleEventsTest.QUEUE),
    SCHEDULE(SampleEventsTest.SCHEDULE);

    private final List<String> own;

    Kind(List<String> own) {
      this.own = own;
    }
  }

  static Stream<Arguments> foreignEvents() {
    var all = Stream.of(PROXY, AUTHORIZER, QUEUE, SCHEDULE, NOBODYS).flatMap(List::stream).toList();
    return Stream.of(Kind.values())
        .flatMap(kind ->
            all.stream()
                .filter(sample -> !kind.own.contains(sample))
                .map(sample -> Arguments.of(kind, sample)));
  }

  @ParameterizedTest
  @MethodSource("foreignEvents")
  void refusesAForeignEventAndDoesNothing(Kind kind, String sample) {
    EntryPoint shell =
        switch (kind) {
          case HTTP -> http::serve;
          case AUTHORIZER -> authorizer::serve;
          case QUEUE -> queue::serve;
          case SCHEDULE -> schedule::serve;
        };
    var response = new ByteArrayOutputStream();

    assertThatThrownBy(() -> shell.serve(new ByteArrayInputStream(sample(sample)), response))
        .isInstanceOf(ForeignEventException.class)
        .hasMessageStartingWith("This function answers ");
    assertThat(response.size()).isZero();
    assertThat(done).isEmpty();
  }
}
