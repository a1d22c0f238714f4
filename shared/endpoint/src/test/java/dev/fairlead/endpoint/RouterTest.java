package dev.fairlead.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.catalog.Route.Access;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.PortException;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final Caller READER = caller("acme", Access.READ);
  private static final Caller ADMIN = caller("ops", Access.ADMIN);

  private final List<CallLog.Entry> log = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();

  private static Caller caller(String customer, Access... access) {
    return new Caller(new CustomerId(customer), Set.of(access), "token-of-" + customer);
  }

  private Router<Route.Agenda> router(Endpoint endpoint) {
    return new Router<>(
        List.of(Route.Agenda.values()),
        _ ->
            call -> {
              calls.add(call);
              return endpoint.handle(call);
            },
        new Ids(InstantSource.fixed(NOW), new Random(1)),
        InstantSource.fixed(NOW),
        log::add);
  }

  private Reply serve(Request request) {
    return router(_ -> Reply.json(Json.of(true))).serve(request);
  }

  private Reply failing(RuntimeException failure) {
    return router(
            _ -> {
              throw failure;
            })
        .serve(get("/v1/agendas", READER));
  }

  private static Request get(String path, Caller caller, String... headers) {
    return request("GET", path, Optional.of(caller), new byte[0], headers);
  }

  private static Request request(
      String method, String path, Optional<Caller> caller, byte[] body, String... headers) {
    var map = new HashMap<String, String>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], headers[i + 1]);
    }
    return new Request(method, path, Map.of("q", "1"), map, body, caller);
  }

  private static Json.Obj problem(Reply reply) {
    assertThat(reply.headers()).containsEntry("content-type", "application/problem+json");
    return (Json.Obj) JsonText.parse(new String(reply.body(), UTF_8));
  }

  @Test
  @Tag("F001")
  void handsTheCallOverWithEverythingItHas() {
    var reply = serve(get("/v1/agendas/a1/document", READER, "x-correlation-id", "c-1"));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.headers()).containsEntry("x-correlation-id", "c-1");
    var call = calls.getFirst();
    assertThat(call.route()).isEqualTo(Route.Agenda.DOCUMENT);
    assertThat(call.path(Parameter.AGENDA_ID)).isEqualTo("a1");
    assertThat(call.caller()).isEqualTo(READER);
    assertThat(call.correlationId().value()).isEqualTo("c-1");
  }

  @Test
  void routersOverOneTableAnswerEachByTheirOwnEndpoints() {
    var table = RouteTable.of(List.of(Route.Agenda.values()));
    var ids = new Ids(InstantSource.fixed(NOW), new Random(1));
    var request = get("/v1/agendas", READER);
    Endpoint yes = _ -> Reply.json(Json.of(true));
    Endpoint no = _ -> Reply.json(Json.of(false));

    var first = new Router<>(table, _ -> yes, ids, InstantSource.fixed(NOW), log::add);
    var second = new Router<>(table, _ -> no, ids, InstantSource.fixed(NOW), log::add);

    assertThat(first.serve(request).body()).isEqualTo("true".getBytes(UTF_8));
    assertThat(second.serve(request).body()).isEqualTo("false".getBytes(UTF_8));
  }

  @Test
  void anEndpointSeesNothingThatItsRouteDoesNotDeclare() {
    serve(listing(Map.of("limit", "7", "operation", "encode"), Map.of("idempotency-key", "k")));

    var call = calls.getFirst();
    assertThat(call.parameters()).isEqualTo(Map.of(Parameter.LIMIT, "7"));
    assertThat(call.whole(Parameter.LIMIT)).isEqualTo(7);
    for (var undeclared : List.of(Parameter.OPERATION, Parameter.IDEMPOTENCY_KEY)) {
      assertThatThrownBy(() -> call.text(undeclared))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("LIST does not declare " + undeclared);
    }
    assertThatThrownBy(() -> call.path(Parameter.AGENDA_ID))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> call.whole(Parameter.AFTER_EVENT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> call.whole(Parameter.AFTER_AGENDA))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNumberThatDidNotComeIsTheUsualOne() {
    serve(listing(Map.of(), Map.of()));

    assertThat(calls.getFirst().whole(Parameter.LIMIT)).isEqualTo(50);
    assertThat(calls.getFirst().text(Parameter.AFTER_AGENDA)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "201", "x", "", "1.5", "99999999999999999999"})
  void refusesAParameterThatHasNotItsForm(String limit) {
    var reply = serve(listing(Map.of("limit", limit), Map.of()));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(problem(reply).text("code")).contains("INVALID_REQUEST");
    assertThat(problem(reply).text("detail")).contains("limit is a whole number from 1 to 200.");
    assertThat(calls).isEmpty();
  }

  @Test
  void namesEveryParameterThatHasNotItsForm() {
    var reply = serve(listing(Map.of("limit", "0", "after", "yesterday"), Map.of()));

    assertThat(problem(reply).text("detail")).contains("The request has 2 problems.");
    assertThat(problem(reply).field("problems"))
        .contains(
            Json.array(
                List.of(
                    problem("invalid-limit", "limit is a whole number from 1 to 200."),
                    problem("invalid-after", "after is what an earlier list gave as next."))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   "})
  void refusesABlankHeader(String key) {
    var submit =
        request("POST", "/v1/agendas", Optional.of(ADMIN), new byte[0], "idempotency-key", key);

    assertThat(problem(serve(submit)).text("detail"))
        .contains("Idempotency-Key is a text of 1 to 256 characters, not blank.");
  }

  private static Request listing(Map<String, String> query, Map<String, String> headers) {
    return new Request("GET", "/v1/agendas", query, headers, new byte[0], Optional.of(READER));
  }

  private static Json problem(String code, String message) {
    return Json.object().put("path", "").put("code", code).put("message", message).build();
  }

  @Test
  void tellsAStrangerNothingAboutPathsAndMethods() {
    for (var path : List.of("/v1/agendas", "/v1/nothing")) {
      for (var method : List.of("GET", "DELETE")) {
        var reply = serve(request(method, path, Optional.empty(), new byte[0]));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(problem(reply).text("code")).contains("UNAUTHENTICATED");
        assertThat(reply.headers()).containsEntry("www-authenticate", "Bearer");
      }
    }
    assertThat(calls).isEmpty();
  }

  @Test
  void refusesWhatTheCredentialDoesNotAllow() {
    var write = request("POST", "/v1/agendas", Optional.of(READER), new byte[0]);
    var admin =
        request(
            "POST",
            "/v1/tokens",
            Optional.of(caller("acme", Access.READ, Access.WRITE)),
            new byte[0]);
    var read = get("/v1/agendas", caller("acme", Access.WRITE));

    for (var request : List.of(write, admin, read)) {
      assertThat(problem(serve(request)).text("code")).contains("FORBIDDEN");
    }
    assertThat(calls).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Route.Agenda.class)
  void letsAnAdminDoEverything(Route.Agenda route) {
    var path = route.path().replace("{agendaId}", "a1");

    var reply = serve(request(route.method(), path, Optional.of(ADMIN), new byte[0]));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(calls.getFirst().caller()).isEqualTo(ADMIN);
  }

  @Test
  void letsAnAdminActForAnotherCustomer() {
    serve(get("/v1/agendas", ADMIN, "x-fairlead-customer", "acme"));

    assertThat(calls.getFirst().caller())
        .isEqualTo(
            new Caller(
                new CustomerId("acme"),
                Set.of(Access.READ, Access.WRITE),
                "ops",
                "token-of-ops",
                new CustomerId("ops")));
    assertThat(log.getFirst().customer()).contains(new CustomerId("acme"));
    assertThat(log.getFirst().tokenId()).contains("token-of-ops");
  }

  @Test
  void refusesToLetAnyoneElseActForAnotherCustomer() {
    var everythingElse = caller("acme", Access.READ, Access.WRITE);

    var reply = serve(get("/v1/agendas", everythingElse, "x-fairlead-customer", "globex"));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(calls).isEmpty();
    assertThat(log.getFirst().customer()).contains(new CustomerId("acme"));
  }

  @Test
  void letsACallerNameItself() {
    assertThat(serve(get("/v1/agendas", READER, "x-fairlead-customer", "acme")).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "acme, globex", "../x"})
  void refusesWhatIsNoCustomer(String customer) {
    var reply = serve(get("/v1/agendas", ADMIN, "x-fairlead-customer", customer));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(calls).isEmpty();
  }

  @Test
  void answers404And405() {
    var missing = serve(get("/v1/nothing", READER));
    var method = serve(request("DELETE", "/v1/agendas", Optional.of(READER), new byte[0]));

    assertThat(missing.status()).isEqualTo(404);
    assertThat(problem(missing).text("code")).contains("NOT_FOUND");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.headers()).containsEntry("allow", "GET, POST");
    assertThat(calls).isEmpty();
  }

  @Test
  void takesABodyOf5MiBAndNotOneByteMore() {
    var writer = Optional.of(caller("acme", Access.WRITE));
    var fits = request("POST", "/v1/agendas", writer, new byte[Router.MAX_BODY_BYTES]);
    var tooLarge = request("POST", "/v1/agendas", writer, new byte[Router.MAX_BODY_BYTES + 1]);

    assertThat(serve(fits).status()).isEqualTo(200);
    var reply = serve(tooLarge);
    assertThat(reply.status()).isEqualTo(413);
    assertThat(problem(reply).text("code")).contains("BODY_TOO_LARGE");
    assertThat(calls).hasSize(1);
  }

  @Test
  @Tag("F024")
  void tellsEveryProblemOfARefusal() {
    var refusal =
        new FairleadException(
            ErrorCode.INVALID_DOCUMENT,
            "Two problems.",
            List.of(
                new Problem("/a", ProblemCode.MISSING_FIELD, "One."),
                new Problem("/b", ProblemCode.UNKNOWN_FIELD, "Two.")));

    var reply = failing(refusal);

    assertThat(reply.status()).isEqualTo(400);
    var body = problem(reply);
    assertThat(body.text("detail")).contains("Two problems.");
    assertThat(body.text("correlationId")).contains(log.getFirst().correlationId());
    assertThat(body.field("problems"))
        .hasValueSatisfying(list -> assertThat(((Json.Arr) list).items()).hasSize(2));
  }

  @Test
  void saysToTryAgainWhenADependencyDoesNotAnswer() {
    var reply = failing(new PortException(PortException.Fault.THROTTLED, "table-of-acme"));

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.headers()).containsKey("retry-after");
    assertThat(problem(reply).text("code")).contains("DEPENDENCY_UNAVAILABLE");
    assertThat(new String(reply.body(), UTF_8)).doesNotContain("table-of-acme");
  }

  @Test
  @Tag("F024")
  void saysNothingOfOurOwnMistakesButLogsThem() {
    var mistakes =
        List.of(
            new IllegalStateException("secret-42"),
            new PortException(PortException.Fault.CORRUPT, "secret-42"),
            new FairleadException(ErrorCode.INTERNAL, "secret-42"));
    for (var mistake : mistakes) {
      log.clear();

      var reply = failing(mistake);

      assertThat(reply.status()).isEqualTo(500);
      assertThat(problem(reply).text("code")).contains("INTERNAL");
      assertThat(new String(reply.body(), UTF_8)).doesNotContain("secret-42", "Exception");
      assertThat(log.getFirst().failure()).contains(mistake);
    }
  }

  @ParameterizedTest
  @Tag("F024")
  @EnumSource(ErrorCode.class)
  void hasAStatusForEveryCode(ErrorCode code) {
    var reply = failing(new FairleadException(code, "detail"));

    assertThat(reply.status()).isBetween(400, 599);
    assertThat(problem(reply).whole("status")).contains((long) reply.status());
    assertThat(problem(reply).text("code")).contains(code.name());
  }

  @Test
  void letsErrorsOfTheMachineThrough() {
    var router =
        router(_ -> {
          throw new OutOfMemoryError("no more");
        });

    assertThatThrownBy(() -> router.serve(get("/v1/agendas", READER)))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "has space", "new\nline", "{\"a\":1}", "é"})
  void replacesAnUnsafeCorrelationId(String unsafe) {
    var reply = serve(get("/v1/agendas", READER, "x-correlation-id", unsafe));

    assertThat(reply.headers().get("x-correlation-id")).matches("[0-9a-z]{26}");
    assertThat(log.getFirst().correlationId()).isEqualTo(reply.headers().get("x-correlation-id"));
  }

  @Test
  void replacesACorrelationIdOfMoreThan64Characters() {
    var fits = serve(get("/v1/agendas", READER, "x-correlation-id", "c".repeat(64)));
    var tooLong = serve(get("/v1/agendas", READER, "x-correlation-id", "c".repeat(65)));

    assertThat(fits.headers()).containsEntry("x-correlation-id", "c".repeat(64));
    assertThat(tooLong.headers().get("x-correlation-id")).hasSize(26);
  }

  @Test
  void logsEachCallOnce() {
    serve(get("/v1/agendas", READER, "x-correlation-id", "c-1"));
    serve(get("/v1/nothing", READER, "x-correlation-id", "c-2"));

    assertThat(log)
        .containsExactly(
            new CallLog.Entry(
                NOW,
                "GET /v1/agendas",
                Optional.of(READER.customer()),
                Optional.of(READER.tokenId()),
                200,
                Duration.ZERO,
                Optional.empty(),
                "c-1",
                Optional.empty()),
            new CallLog.Entry(
                NOW,
                "-",
                Optional.of(READER.customer()),
                Optional.of(READER.tokenId()),
                404,
                Duration.ZERO,
                Optional.of(ErrorCode.NOT_FOUND),
                "c-2",
                Optional.empty()));
  }
}
