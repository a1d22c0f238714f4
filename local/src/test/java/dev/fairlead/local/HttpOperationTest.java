package dev.fairlead.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.HttpCaller.Answered;
import dev.fairlead.core.port.HttpCaller.Call;
import dev.fairlead.core.port.HttpCaller.Outcome;
import dev.fairlead.core.port.HttpCaller.Trouble;
import dev.fairlead.core.port.HttpCaller.Unanswered;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.local.PortCalls.Crash;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Operations that call servers outside. */
class HttpOperationTest {
  private static final String URL = "https://cms.test/items";
  private static final Map<String, String> JSON = Map.of("content-type", "application/json");
  private static final String TWO =
      """
      {"operations": [
        {"name": "post", "type": "http", "retry": {"maxAttempts": 1},
         "payload": {"url": "https://cms.test/items", "method": "POST", "body": {"n": 1}}},
        {"name": "use", "type": "log", "payload": {"message": "@<post.out::/body/id>"}}]}
      """;

  private final HomeStack home = new HomeStack();

  @Test
  @Tag("F088")
  void givesTheAnswerAndSaysWhoseAttemptItWas() {
    home.outside.answer(
        URL,
        201,
        Map.of("content-type", "application/json", "etag", "\"7\"", "set-cookie", "a=b"),
        "{\"id\": \"x1\", \"n\": 1.5}");
    String id =
        over(
            """
            {"operations": [
              {"name": "probe", "type": "simulate", "payload": {"seconds": 0, "result": {"n": 7}}},
              {"name": "post", "type": "http", "payload": {
                "url": "https://cms.test/items", "method": "POST",
                "headers": {"X-Of": "@<pop.operationName>"}, "body": {"n": "@<probe.out::/n>"}}},
              {"name": "use", "type": "transform", "payload": {"value": "@<post.out::/body/id>"}}]}
            """);

    assertThat(operation(id, "post").field("result"))
        .contains(
            JsonText.parse(
                """
                {"status": 201, "headers": {"content-type": "application/json", "etag": "\\"7\\""},
                 "body": {"id": "x1", "n": 1.5}}
                """));
    assertThat(operation(id, "use").text("result")).contains("x1");
    assertThat(operation(id, "post").whole("starts")).contains(1L);
    assertThat(operation(id, "post").whole("commits")).contains(1L);
    assertThat(home.outside.calls()).hasSize(1);
    Call call = home.outside.calls().getFirst();
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.body()).contains("{\"n\":7}");
    assertThat(call.headers())
        .containsEntry("idempotency-key", "acme/" + id + "/post")
        .containsEntry("fairlead-attempt", "1")
        .containsEntry("content-type", "application/json")
        .containsEntry("x-of", "post");
  }

  @Test
  void givesTextAsTextBytesAsBase64AndWhatIsLargeApart() {
    home.outside
        .answer("http://a.test/text", 200, Map.of(), "[1]")
        .answer("http://a.test/none", 204, Map.of(), "")
        .answer("http://a.test/bad", 200, JSON, "{no json")
        .answer(
            "http://a.test/bytes",
            _ -> new Answered(200, Map.of(), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0}))
        .answer("http://a.test/large", 200, Map.of(), "x".repeat(100_000));
    String id =
        over(
            """
            {"operations": [
              {"name": "text", "type": "http", "payload": {"url": "http://a.test/text"}},
              {"name": "none", "type": "http", "payload": {"url": "http://a.test/none"}},
              {"name": "bad", "type": "http", "payload": {"url": "http://a.test/bad"}},
              {"name": "bytes", "type": "http", "payload": {"url": "http://a.test/bytes"}},
              {"name": "large", "type": "http", "payload": {"url": "http://a.test/large"}},
              {"name": "size", "type": "transform",
               "payload": {"expression": "size(input)", "input": "@<large.out::/body>"}}]}
            """);

    assertThat(body(id, "text")).isEqualTo(Json.of("[1]"));
    assertThat(body(id, "none")).isEqualTo(Json.NULL);
    assertThat(body(id, "bad")).isEqualTo(Json.of("{no json"));
    assertThat(body(id, "bytes")).isEqualTo(Json.of("iVBORwA="));
    assertThat(operation(id, "size").field("result")).contains(Json.of(100_000));
  }

  @Test
  void isTriedAgainWhereItsServerIsToBlameAndNotWhereTheCallIs() {
    String retry = "\"retry\": {\"maxAttempts\": 3, \"on\": [\"infrastructure\"]}";
    home.outside
        .answer("http://a.test/busy", 503, Map.of(), "busy")
        .answer("http://a.test/slow", _ -> new Unanswered(Trouble.TIMED_OUT, "Late."))
        .answer("http://a.test/gone", 404, Map.of(), "no such thing")
        .answer("http://a.test/near", _ -> new Unanswered(Trouble.FORBIDDEN_ADDRESS, "Near."))
        .answer("http://a.test/moved", 302, Map.of("location", "http://a.test/gone"), "");
    String id =
        over(
            """
            {"onFailure": "continue", "operations": [
              {"name": "busy", "type": "http", RETRY, "payload": {"url": "http://a.test/busy"}},
              {"name": "slow", "type": "http", RETRY, "payload": {"url": "http://a.test/slow"}},
              {"name": "nobody", "type": "http", RETRY, "payload": {"url": "http://nobody.test"}},
              {"name": "gone", "type": "http", RETRY, "payload": {"url": "http://a.test/gone"}},
              {"name": "near", "type": "http", RETRY, "payload": {"url": "http://a.test/near"}},
              {"name": "moved", "type": "http", RETRY, "payload": {"url": "http://a.test/moved"}},
              {"name": "asked", "type": "http",
               "payload": {"url": "http://a.test/gone", "expect": ["2xx", 404]}}]}
            """
                .replace("RETRY", retry));

    assertThat(ends(id))
        .containsExactly(
            "busy failed 3 http:503",
            "slow failed 3 http:timeout",
            "nobody failed 3 http:unreachable",
            "gone failed 1 http:404",
            "near failed 1 http:forbidden-address",
            "moved failed 1 http:302",
            "asked succeeded 1 ");
    assertThat(diagnostic(id, "gone").text("message"))
        .contains("The server answered 404: no such thing");
    assertThat(
            home.outside.calls().stream()
                .filter(call -> call.uri().getPath().equals("/busy"))
                .map(call ->
                    call.headers().get("fairlead-attempt")
                        + " "
                        + call.headers().get("idempotency-key")))
        .containsExactly(
            "1 acme/" + id + "/busy", "2 acme/" + id + "/busy", "3 acme/" + id + "/busy");
  }

  @Test
  void leavesAServerAloneAsLongAsItAsks() {
    var calls = new AtomicInteger();
    home.outside.answer(
        URL,
        _ -> calls.incrementAndGet() == 1 ? text(429, Map.of("retry-after", "90")) : json("{}"));
    String id = submitted(TWO.replace("\"maxAttempts\": 1", "\"maxAttempts\": 2"));
    home.settle();

    home.clock.advance(Duration.ofSeconds(89));
    home.pass(Duration.ZERO, 1);
    assertThat(calls).hasValue(1);
    home.pass(Duration.ofSeconds(2), 2);

    assertThat(calls).hasValue(2);
    assertThat(run(id).text("state")).contains("COMPLETE");
  }

  @Test
  void asksWithSecretsThatNobodyReads() {
    home.put("acme", "/v1/secrets/key", "{\"value\":\"swordfish-42\"}");
    home.outside.answer(
        URL, call -> json("{\"id\":\"" + call.headers().get("authorization") + "\"}"));
    String id =
        over(
            """
            {"operations": [{"name": "get", "type": "http", "payload": {
              "url": "https://cms.test/items", "headers": {"Authorization": "Bearer @<secret:key>"}}}]}
            """);

    assertThat(home.outside.calls().getFirst().headers())
        .containsEntry("authorization", "Bearer swordfish-42");
    assertThat(JsonText.write(operation(id, "get"))).doesNotContain("swordfish").contains("Bearer");
  }

  @Test
  void callsManyAtOnceButNoMoreThanItMay() {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var together = new CountDownLatch(16);
    home.outside.answer(
        URL,
        _ -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          together.countDown();
          await(together);
          inside.decrementAndGet();
          return json("{}");
        });
    String id =
        over(
            """
            {"operations": [{"name": "each", "type": "http",
              "forEach": {"items": [ITEMS], "as": "i"},
              "payload": {"url": "https://cms.test/items"}}]}
            """
                .replace("ITEMS", "1,".repeat(99) + "1"));

    assertThat(most).hasValue(16);
    assertThat(home.outside.calls()).hasSize(100);
    assertThat(((Json.Obj) operation(id, "each").field("result").orElseThrow()).whole("succeeded"))
        .contains(100L);
  }

  @Test
  void isNotCalledAgainByWhoeverLooksMeanwhile() {
    var looks = new AtomicInteger();
    home.outside.answer(
        URL,
        _ -> {
          if (looks.getAndIncrement() == 0) {
            home.pass(Duration.ofSeconds(5), 3);
          }
          return json("{\"id\": \"x\"}");
        });

    String id = over(TWO);

    assertThat(home.outside.calls()).hasSize(1);
    assertThat(operation(id, "post").whole("starts")).contains(1L);
  }

  @Test
  void isCommittedOnceAndStartedAsOftenAsToldWhereverItCrashes() {
    int crashes = 0;
    for (int call = 0; call < 200; call++) {
      boolean before = crashed(new PortCalls().crashBefore(call));
      boolean after = crashed(new PortCalls().crashAfter(call));
      crashes += before ? 1 : 0;
      if (!before && !after) {
        break;
      }
    }
    assertThat(crashes).isGreaterThan(10);
  }

  private static boolean crashed(PortCalls calls) {
    var stack = new HomeStack();
    stack.outside.answer(URL, 200, JSON, "{\"id\": \"x\"}");
    String id = stack.submit("acme", TWO).text("id");
    stack.restartedOver(calls.of(stack.ports));
    boolean crashed = false;
    try {
      stack.settle();
    } catch (Crash died) {
      crashed = true;
    }
    stack.restartedOver(stack.ports);
    stack.pass(Duration.ofMinutes(1), 8);

    assertThat(stack.get("acme", "/v1/agendas/" + id).text("outcome")).isEqualTo("succeeded");
    Json.Obj post = stack.get("acme", "/v1/agendas/" + id).items("operations").getFirst();
    assertThat(post.whole("commits")).contains(1L);
    assertThat(post.whole("starts").orElse(0L))
        .isBetween((long) stack.outside.calls().size(), stack.outside.calls().size() + 1L);
    assertThat(stack.outside.calls())
        .isNotEmpty()
        .extracting(call -> call.headers().get("idempotency-key"))
        .containsOnly("acme/" + id + "/post");
    return crashed;
  }

  @Test
  void startsAgainWhatDiedBeforeItsAnswerWasWrittenDown() {
    var calls = new AtomicInteger();
    home.outside.answer(
        URL,
        _ -> {
          if (calls.getAndIncrement() == 0) {
            throw new IllegalStateException("the executor dies");
          }
          return json("{\"id\": \"x\"}");
        });
    String id = submitted(TWO);
    home.settle();
    home.pass(Duration.ofSeconds(10), 3);
    assertThat(calls).as("somebody may still be waiting").hasValue(1);

    home.pass(Duration.ofSeconds(10), 2);

    assertThat(operation(id, "post").whole("starts")).contains(2L);
    assertThat(operation(id, "post").whole("attempt")).contains(1L);
    assertThat(operation(id, "post").whole("commits")).contains(1L);
    assertThat(calls).hasValue(2);
  }

  @Test
  void isRefusedWhereItCanNeverBe() {
    Answer refused =
        home.submit(
            "acme",
            """
            {"operations": [
              {"name": "a", "type": "http", "payload": {}},
              {"name": "b", "type": "http", "payload": {"url": "file:///etc/passwd"}},
              {"name": "c", "type": "http", "payload": {"url": "http://u:p@h.test/"}},
              {"name": "d", "type": "http", "payload": {"url": "http://h.test", "method": "get",
                "timeout": "1h", "expect": ["ok"], "maxResponseBytes": -1, "bdy": 1}},
              {"name": "e", "type": "http", "payload": {"url": "@<d.out::/body>", "headers": {
                "Host": "x", "Content-Length": "1", "idempotency-key": "mine",
                "Fairlead-Attempt": "9", "a b": "c", "X-Good": "@<d.out::/status>",
                "X-Split": "a\\r\\nHost: b", "X-Number": 1}}}]}
            """);

    assertThat(refused.items("problems"))
        .extracting(
            problem -> problem.text("path").orElse("") + " " + problem.text("code").orElse(""))
        .containsExactlyInAnyOrder(
            "/operations/0/payload/url missing-field",
            "/operations/1/payload/url unknown-value",
            "/operations/2/payload/url unknown-value",
            "/operations/3/payload/bdy unknown-field",
            "/operations/3/payload/expect/0 wrong-type",
            "/operations/3/payload/maxResponseBytes out-of-range",
            "/operations/3/payload/method unknown-value",
            "/operations/3/payload/timeout out-of-range",
            "/operations/4/payload/headers/Content-Length unknown-field",
            "/operations/4/payload/headers/Fairlead-Attempt unknown-field",
            "/operations/4/payload/headers/Host unknown-field",
            "/operations/4/payload/headers/X-Number wrong-type",
            "/operations/4/payload/headers/X-Split unknown-value",
            "/operations/4/payload/headers/a b unknown-field",
            "/operations/4/payload/headers/idempotency-key unknown-field");
  }

  @Test
  void failsByAPayloadThatTurnsOutBad() {
    String id =
        over(
            """
            {"operations": [
              {"name": "probe", "type": "simulate",
               "payload": {"seconds": 0, "result": {"url": "ftp://x", "split": "a\\nb"}}},
              {"name": "post", "type": "http", "payload": {
                "url": "@<probe.out::/url>", "headers": {"X": "@<probe.out::/split>"}}}]}
            """);

    assertThat(diagnostic(id, "post").text("code")).contains("bad-payload");
    assertThat(diagnostic(id, "post").text("message").orElse("")).contains("/url:", "/headers/X:");
    assertThat(home.outside.calls()).isEmpty();
  }

  private static Outcome json(String text) {
    return new Answered(200, JSON, text.getBytes(UTF_8));
  }

  private static Outcome text(int status, Map<String, String> headers) {
    return new Answered(status, headers, new byte[0]);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String submitted(String document) {
    Answer answer = home.submit("acme", document);
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(201);
    return answer.text("id");
  }

  private String over(String document) {
    String id = submitted(document);
    home.settle();
    home.pass(Duration.ofSeconds(1), 2);
    assertThat(run(id).text("state")).contains("COMPLETE");
    return id;
  }

  private Json.Obj run(String id) {
    return home.get("acme", "/v1/agendas/" + id).object();
  }

  private List<String> ends(String id) {
    return home.get("acme", "/v1/agendas/" + id).items("operations").stream()
        .map(one ->
            one.text("name").orElse("")
                + " "
                + one.text("outcome").orElse("")
                + " "
                + one.whole("attempt").orElse(0L)
                + " "
                + (one.field("diagnostic").orElse(Json.NULL) instanceof Json.Obj why
                    ? why.text("code").orElse("")
                    : ""))
        .toList();
  }

  private Json body(String id, String name) {
    return ((Json.Obj) operation(id, name).field("result").orElseThrow())
        .field("body")
        .orElseThrow();
  }

  private Json.Obj operation(String id, String name) {
    return home.get("acme", "/v1/agendas/" + id).items("operations").stream()
        .filter(one -> one.text("name").orElse("").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Json.Obj diagnostic(String id, String name) {
    return (Json.Obj) operation(id, name).field("diagnostic").orElseThrow();
  }
}
