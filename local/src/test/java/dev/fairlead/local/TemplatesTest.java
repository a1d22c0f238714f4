package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Query;
import dev.fairlead.local.HomeStack.Answer;
import dev.fairlead.local.PortCalls.Crash;
import dev.fairlead.local.PortCalls.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates from put to run, and what is lost on the way. */
class TemplatesTest {
  private static final String PATH = "/v1/templates/encode";
  private static final Set<String> READS = Set.of("read", "query", "get", "depth");

  /** A shot of everything that a template may have. */
  private static final String ENCODE =
      """
      {"title": "Encode an episode",
       "staticParameters": {"region": "eu", "codecs": ["h264", "av1"]},
       "parameters": {"type": "object", "required": ["file"], "additionalProperties": false,
                      "properties": {"file": {"type": "string"},
                                     "seconds": {"type": "number", "maximum": 10}}},
       "agenda": {"linkId": "@<pop.payload::/file>",
         "operations": [
           {"name": "probe", "type": "simulate",
            "payload": {"seconds": "@<pop.payload::/seconds?=0>",
                        "result": {"file": "@<pop.payload::/file>", "in": "@<region>"}}},
           {"name": "encode", "type": "log",
            "payload": {"message": "@<probe.out::/file> in @<region>", "as": "@<codecs>"}}]}}
      """;

  private static final String EPISODE = "{\"payload\": {\"file\": \"e12.mp4\"}}";

  private final HomeStack home = new HomeStack();

  @Tag("F028")
  @Tag("F029")
  @Test
  void runsWhatAPayloadMakesOfATemplate() {
    put(ENCODE);

    String id = home.post("acme", PATH + "/run", EPISODE).text("id");
    home.settle();
    home.pass(Duration.ofSeconds(3), 3);

    var run = home.get("acme", "/v1/agendas/" + id);
    assertThat(run.text("outcome")).isEqualTo("succeeded");
    assertThat(run.text("title")).isEqualTo("Encode an episode");
    var document = home.get("acme", "/v1/agendas/" + id + "/document").object();
    assertThat(document.text("linkId")).contains("e12.mp4");
    assertThat(document.toString())
        .contains("@<probe.out::/file> in eu", "h264", "e12.mp4")
        .doesNotContain("pop.payload", "@<region>");
  }

  @Test
  void planSaysWhatWouldRunAndStoresNothing() {
    put(ENCODE);
    var calls = new PortCalls();
    home.restartedOver(calls.of(home.ports));

    var plan = home.post("acme", PATH + "/plan", EPISODE);

    assertThat(plan.object().field("ok")).contains(Json.of(true));
    assertThat(plan.items("operations"))
        .extracting(operation -> operation.text("name").get() + operation.whole("level").get())
        .containsExactly("probe0", "encode1");
    assertThat(calls.seen()).extracting(Seen::method).allMatch(READS::contains);
    assertThat(home.get("acme", "/v1/agendas").items("agendas")).isEmpty();
  }

  @Tag("F032")
  @Test
  void planAndRunNameEveryProblemByItsPlace() {
    put(ENCODE.replace("?=0", ""));
    var bad = "{\"payload\": {\"fille\": 1}}";

    var plan = home.post("acme", PATH + "/plan", bad);
    var run = home.post("acme", PATH + "/run", bad);

    assertThat(plan.status()).isEqualTo(200);
    assertThat(plan.object().field("ok")).contains(Json.of(false));
    assertThat(run.status()).isEqualTo(400);
    for (var answer : List.of(plan, run)) {
      assertThat(problems(answer))
          .contains(
              "/payload schema-violation",
              "/payload/fille schema-violation",
              "/agenda/linkId unresolved-pointer",
              "/agenda/operations/0/payload/seconds unresolved-pointer",
              "/agenda/operations/0/payload/result/file unresolved-pointer");
    }
    assertThat(home.get("acme", "/v1/agendas").items("agendas")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@<secret:password>",
        "x @<probe.out>",
        "@<pop.agendaId>",
        "half @<",
      })
  void noPayloadBringsAReference(String text) {
    put(ENCODE);

    var run = home.post("acme", PATH + "/run", EPISODE.replace("e12.mp4", text));

    assertThat(run.status()).isEqualTo(400);
    assertThat(problems(run))
        .contains("/agenda/operations/0/payload/result/file reference-in-payload");
  }

  @Tag("F106")
  @Test
  void refusesToRunForAnotherCustomer() {
    put(ENCODE);
    var foreign = EPISODE.replace("{\"payload\"", "{\"customerId\": \"globex\", \"payload\"");

    for (String verb : List.of("/run", "/plan")) {
      var answer = home.post("acme", PATH + verb, foreign);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(problems(answer)).containsExactly("/customerId foreign-customer");
    }
    assertThat(home.post("acme", PATH + "/run", foreign.replace("globex", "acme")).status())
        .isEqualTo(201);
    assertThat(put(ENCODE.replaceFirst("\\{", "{\"customerId\": \"globex\",")).status())
        .isEqualTo(403);
    // What the agenda itself says is the author's, and no more true for that.
    put(ENCODE.replace("\"linkId\"", "\"customerId\": \"globex\", \"linkId\""));
    assertThat(home.post("acme", PATH + "/run", EPISODE).status()).isEqualTo(403);
  }

  @Tag("F103")
  @ParameterizedTest
  @ValueSource(strings = {"\"isGlobal\": true", "\"allowedCustomerIds\": [\"globex\"]"})
  void isSeenAndRunByOthersWhomItIsSharedWithAndChangedByNone(String sharing) {
    put(ENCODE);
    var theirs = PATH + "?customerId=acme";
    assertThat(home.tenant("globex", "GET", theirs, "", Map.of()).status()).isEqualTo(404);
    put(ENCODE.replaceFirst("\\{", "{" + sharing + ","));

    var seen = home.tenant("globex", "GET", theirs, "", Map.of());
    var run = PATH + "/run?customerId=acme";
    var accepted = home.tenant("globex", "POST", run, EPISODE, Map.of());

    assertThat(seen.object().whole("latest")).contains(2L);
    assertThat(accepted.status()).isEqualTo(201);
    assertThat(accepted.text("customerId")).isEqualTo("globex");
    assertThat(home.get("acme", "/v1/agendas").items("agendas")).isEmpty();
    assertThat(home.tenant("globex", "DELETE", PATH, "", Map.of()).status()).isEqualTo(404);
    // Whoever puts, puts his own.
    home.tenant("globex", "PUT", PATH, ENCODE, Map.of());
    assertThat(home.get("acme", PATH).object().whole("latest")).contains(2L);
    assertThat(home.get("globex", PATH).object().whole("latest")).contains(1L);

    // Taken back, it is gone for them, in its older versions too.
    put(ENCODE);
    for (String version : List.of("", "&version=2")) {
      assertThat(home.tenant("globex", "GET", theirs + version, "", Map.of()).status())
          .isEqualTo(404);
      assertThat(home.tenant("globex", "POST", run + version, EPISODE, Map.of()).status())
          .isEqualTo(404);
    }
  }

  @Tag("F027")
  @Test
  void isFoundByItsTitle() {
    for (int i = 0; i < 130; i++) {
      var titled = ENCODE.replace("Encode an episode", i % 60 == 9 ? "Ninth" : "Title " + i);
      home.put("acme", "/v1/templates/t%03d".formatted(i), titled, Map.of());
    }

    var all = home.get("acme", "/v1/templates?title=Ninth");
    var first = home.get("acme", "/v1/templates?title=Ninth&limit=2");
    var rest = home.get("acme", "/v1/templates?title=Ninth&limit=2&after=" + first.text("next"));

    assertThat(names(all)).containsExactly("t009", "t069", "t129");
    assertThat(names(first)).containsExactly("t009", "t069");
    assertThat(names(rest)).containsExactly("t129");
    assertThat(rest.object().text("next")).isEmpty();
    assertThat(names(home.get("acme", "/v1/templates?title=Tenth"))).isEmpty();
  }

  @Tag("F030")
  @Test
  void isNotThereForAnotherCustomer() {
    put(ENCODE);

    assertThat(home.get("globex", PATH).status()).isEqualTo(404);
    assertThat(home.get("globex", "/v1/templates").items("templates")).isEmpty();
    assertThat(home.post("globex", PATH + "/run", EPISODE).status()).isEqualTo(404);
    assertThat(home.post("globex", PATH + "/plan", EPISODE).status()).isEqualTo(404);
    assertThat(home.delete("globex", PATH, Map.of()).status()).isEqualTo(404);
    assertThat(home.put("globex", PATH, ENCODE, Map.of()).object().whole("version")).contains(1L);
    assertThat(home.get("acme", PATH).object().whole("latest")).contains(1L);
  }

  @Test
  @Tag("F030")
  void refusesACallThatCantBeMeant() {
    put(ENCODE);

    for (String body : List.of("{}", "[]", "{\"payload\": {}, \"pool\": \"x\"}")) {
      var answer = home.post("acme", PATH + "/run", body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text("code")).isEqualTo("INVALID_REQUEST");
      assertThat(answer.items("problems")).isNotEmpty();
    }
    assertThat(home.post("acme", PATH + "/run", "{ not json").text("code"))
        .isEqualTo("MALFORMED_JSON");
    assertThat(home.post("acme", "/v1/templates/none/run", EPISODE).status()).isEqualTo(404);
    assertThat(problems(put(ENCODE.replace("\"region\"", "\"pop.payload\""))))
        .contains("/staticParameters/pop.payload bad-parameter");
    assertThat(home.get("acme", "/v1/agendas").items("agendas")).isEmpty();
  }

  @Test
  void keepsEveryVersion() {
    put(ENCODE);
    put(ENCODE.replace("eu", "us"));

    assertThat(home.get("acme", PATH).object().whole("version")).contains(2L);
    assertThat(home.get("acme", PATH + "?version=1").toString())
        .contains("value=eu")
        .doesNotContain("value=us");
    assertThat(home.get("acme", PATH + "?version=3").status()).isEqualTo(404);
    String id = home.post("acme", PATH + "/run?version=1", EPISODE).text("id");
    assertThat(home.get("acme", "/v1/agendas/" + id + "/document").toString()).contains("eu");
  }

  @Test
  void anotherPutOfTheSameTextIsNoNewVersion() {
    assertThat(put(ENCODE).status()).isEqualTo(201);

    assertThat(put(ENCODE.replace("\n", " ")).status()).isEqualTo(200);
    // The first answer was lost, and so the condition of the second try no longer holds.
    assertThat(put(ENCODE, Map.of("If-None-Match", "*")).status()).isEqualTo(200);
    assertThat(put(ENCODE.replace("eu", "us"), Map.of("If-Match", "\"1\"")).status())
        .isEqualTo(201);
    assertThat(put(ENCODE.replace("eu", "us"), Map.of("If-Match", "\"1\"")).status())
        .isEqualTo(200);
    assertThat(home.get("acme", PATH).object().whole("latest")).contains(2L);
  }

  @Test
  void refusesAChangeOfWhatHasChanged() {
    put(ENCODE);
    put(ENCODE.replace("eu", "us"));
    var first = Map.of("If-Match", "\"1\"");

    assertThat(put(ENCODE.replace("eu", "ap"), first).status()).isEqualTo(412);
    assertThat(home.delete("acme", PATH, first).status()).isEqualTo(412);
    assertThat(put(ENCODE, Map.of("If-None-Match", "*")).status()).isEqualTo(412);
    assertThat(home.put("acme", "/v1/templates/new", ENCODE, Map.of("If-Match", "*")).status())
        .isEqualTo(412);
    assertThat(home.get("acme", PATH).object().whole("latest")).contains(2L);
  }

  @Test
  void aDeletedTemplateIsGoneAndItsNumbersStayUsed() {
    put(ENCODE);
    put(ENCODE.replace("eu", "us"));

    assertThat(home.delete("acme", PATH, Map.of()).status()).isEqualTo(200);

    assertThat(home.get("acme", PATH).status()).isEqualTo(404);
    assertThat(home.get("acme", PATH + "?version=1").status()).isEqualTo(404);
    assertThat(home.delete("acme", PATH, Map.of()).status()).isEqualTo(404);
    assertThat(home.get("acme", "/v1/templates").items("templates")).isEmpty();
    assertThat(put(ENCODE, Map.of("If-None-Match", "*")).object().whole("version")).contains(3L);
    assertThat(home.get("acme", PATH + "?version=2").status()).isEqualTo(404);
  }

  @Test
  void listsByNameInPages() {
    for (String name : List.of("b", "a", "c", "gone", "a.x", "a-b")) {
      home.put("acme", "/v1/templates/" + name, ENCODE, Map.of());
    }
    home.delete("acme", "/v1/templates/gone", Map.of());

    var first = home.get("acme", "/v1/templates?limit=3");
    var rest = home.get("acme", "/v1/templates?limit=3&after=" + first.text("next"));

    assertThat(names(first)).containsExactly("a", "a-b", "a.x");
    assertThat(names(rest)).containsExactly("b", "c");
    assertThat(rest.text("next")).isEmpty();
  }

  @Test
  void aRepeatedRunAnswersTheSameAlsoWhenTheTemplateMovedOn() {
    put(ENCODE);
    String id = home.post("acme", PATH + "/run", EPISODE, "key").text("id");
    put(ENCODE.replace("eu", "us"));

    var again = home.post("acme", PATH + "/run", EPISODE, "key");
    var other = home.post("acme", PATH + "/run", EPISODE.replace("12", "13"), "key");
    var pinned = home.post("acme", PATH + "/run?version=2", EPISODE, "key");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("id")).isEqualTo(id);
    assertThat(other.status()).isEqualTo(409);
    assertThat(pinned.status()).isEqualTo(409);
  }

  @Test
  void refusesABadTemplateWithEveryProblemAndStoresNothing() {
    var calls = new PortCalls();
    home.restartedOver(calls.of(home.ports));

    var answer =
        put(
            """
            {"titel": "x", "isGlobal": "yes",
             "staticParameters": {"pop.payload": 1, "a.out": 1, "x": "@<y.out>"},
             "parameters": {"type": "objekt", "properties": {"a": {"$ref": "https://e/x"}}},
             "agenda": {"customerId": "@<pop.payload::/c>",
               "operations": [
                 {"name": "@<pop.payload::/n>", "type": "log", "dependsOn": ["nobody"]},
                 {"name": "b", "type": "teleport", "payload": {"x": "@<nobody.out>"}}]}}
            """);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(problems(answer))
        .contains(
            "/titel unknown-field",
            "/isGlobal wrong-type",
            "/staticParameters/pop.payload bad-parameter",
            "/staticParameters/a.out bad-parameter",
            "/staticParameters/x bad-parameter",
            "/parameters/properties/a/$ref bad-schema",
            "/agenda/customerId not-open",
            "/agenda/operations/0/name not-open",
            "/agenda/operations/0/dependsOn/0 unknown-dependency",
            "/agenda/operations/1/type unknown-type",
            "/agenda/operations/1/payload/x unknown-reference");
    assertThat(calls.seen()).extracting(Seen::method).allMatch(READS::contains);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20_000})
  void aPutLeavesAVersionOrNothingWhereverItCrashes(int length) {
    String template = ENCODE.replace("av1", "x".repeat(length));
    int calls = callsOf(template);

    for (int call = 0; call < calls; call++) {
      for (var crash :
          List.of(new PortCalls().crashBefore(call), new PortCalls().crashAfter(call))) {
        var crashing = new HomeStack();
        crashing.put("acme", PATH, ENCODE, Map.of());
        crashing.restartedOver(crash.of(crashing.ports));
        assertThatThrownBy(() -> crashing.put("acme", PATH, template, Map.of()))
            .isInstanceOf(Crash.class);
        crashing.restartedOver(crashing.ports);

        long latest = crashing.get("acme", PATH).object().whole("latest").orElseThrow();
        for (long version = 1; version <= latest; version++) {
          assertThat(crashing.get("acme", PATH + "?version=" + version).status()).isEqualTo(200);
        }
        assertThat(crashing.get("acme", PATH + "?version=" + (latest + 1)).status()).isEqualTo(404);

        crashing.put("acme", PATH, template, Map.of());
        assertThat(crashing.get("acme", PATH).object().whole("latest")).contains(2L);
      }
    }
  }

  private static int callsOf(String template) {
    var home = new HomeStack();
    home.put("acme", PATH, ENCODE, Map.of());
    var calls = new PortCalls();
    home.restartedOver(calls.of(home.ports));
    assertThat(home.put("acme", PATH, template, Map.of()).status()).isEqualTo(201);
    return calls.seen().size();
  }

  @Test
  void aHalfDeletedTemplateIsGoneAndDeletingGoesOn() {
    put(ENCODE);
    put(ENCODE.replace("eu", "us"));
    var calls = new PortCalls();
    home.restartedOver(calls.of(home.ports));
    // The head is read and marked; then the versions would go.
    calls.crashBefore(2);
    assertThatThrownBy(() -> home.delete("acme", PATH, Map.of())).isInstanceOf(Crash.class);
    home.restartedOver(home.ports);

    assertThat(home.get("acme", PATH).status()).isEqualTo(404);
    assertThat(home.get("acme", PATH + "?version=1").status()).isEqualTo(404);
    assertThat(versionsStored()).isEqualTo(2);

    assertThat(home.delete("acme", PATH, Map.of()).status()).isEqualTo(404);
    assertThat(versionsStored()).isZero();
    assertThat(put(ENCODE).object().whole("version")).contains(3L);
  }

  @Test
  void ofTwoPutsAtOnceTheSecondComesBehindTheFirst() {
    put(ENCODE);
    var racing = new RacingItems(home.ports.items(), () -> put(ENCODE.replace("eu", "us")));
    var first = home.ports;
    home.restartedOver(new Ports(racing, first.queues(), first.blobs(), first.secrets()));

    var lost = home.put("acme", PATH, ENCODE.replace("eu", "ap"), Map.of());

    assertThat(lost.status()).isEqualTo(201);
    assertThat(lost.object().whole("version")).contains(3L);
    assertThat(home.get("acme", PATH + "?version=2").toString()).contains("us");
    assertThat(home.get("acme", PATH + "?version=3").toString()).contains("ap");
  }

  @Test
  void ofTwoConditionalPutsAtOnceOneIsRefused() {
    put(ENCODE);
    var racing = new RacingItems(home.ports.items(), () -> put(ENCODE.replace("eu", "us")));
    home.restartedOver(
        new Ports(racing, home.ports.queues(), home.ports.blobs(), home.ports.secrets()));

    var lost = put(ENCODE.replace("eu", "ap"), Map.of("If-Match", "\"1\""));

    assertThat(lost.status()).isEqualTo(412);
    assertThat(home.get("acme", PATH).toString()).contains("value=us]").doesNotContain("value=ap]");
  }

  private Answer put(String template) {
    return put(template, Map.of());
  }

  private Answer put(String template, Map<String, String> headers) {
    return home.put("acme", PATH, template, headers);
  }

  private static List<String> problems(Answer answer) {
    return answer.items("problems").stream()
        .map(problem -> problem.text("path").orElse("") + " " + problem.text("code").orElse(""))
        .toList();
  }

  private int versionsStored() {
    return home.ports
        .items()
        .query(Query.of("templates", "acme/template/encode", 100))
        .items()
        .size();
  }

  private static List<String> names(Answer answer) {
    return answer.items("templates").stream()
        .map(template -> template.text("name").orElseThrow())
        .toList();
  }
}
