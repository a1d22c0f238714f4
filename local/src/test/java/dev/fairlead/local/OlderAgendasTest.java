package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What agendas of the older system were relied upon for, from submit to what the API shows. */
class OlderAgendasTest {
  private final HomeStack home = new HomeStack();

  @Test
  @Tag("F001")
  void isAnsweredWithItsIdOwnerAndQueueAndFoundByThem() {
    var answer = submitted("{'operations':[{'name':'a','type':'log','payload':{'message':'x'}}]}");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("customerId")).isEqualTo("acme");
    assertThat(answer.text("insight")).isEqualTo("default");
    assertThat(run(answer.text("id")).text("insight")).contains("default");
  }

  @Test
  @Tag("F022")
  void listsTwoHundredAndFiftyAgendasPageByPageEachOnce() {
    var submitted = new ArrayList<String>();
    for (int i = 0; i < 250; i++) {
      submitted.add(home.submit("acme", HomeStack.chain(1)).text("id"));
      home.clock.advance(Duration.ofMillis(1));
    }

    var listed = new ArrayList<String>();
    var sizes = new ArrayList<Integer>();
    String after = "";
    do {
      var page = home.get("acme", "/v1/agendas?limit=100" + after);
      sizes.add(page.items("agendas").size());
      page.items("agendas").forEach(agenda -> listed.add(agenda.text("id").orElseThrow()));
      after = page.object().text("next").map(next -> "&after=" + next).orElse("");
    } while (!after.isEmpty());

    assertThat(sizes).containsExactly(100, 100, 50);
    assertThat(listed).containsExactlyElementsOf(submitted.reversed());
  }

  @Test
  @Tag("F023")
  void answers404ForWhatIsNotThere() {
    String unknown = "/v1/agendas/" + "0".repeat(26);

    for (String path : List.of(unknown, unknown + "/document", unknown + "/events")) {
      assertThat(home.get("acme", path).status()).as(path).isEqualTo(404);
      assertThat(home.get("acme", path).text("code")).isEqualTo("NOT_FOUND");
    }
  }

  @Test
  @Tag("F039")
  void replacesTheTokensOfTheAgendaInEachOperation() {
    String tokens = "'payload':{'seconds':0,'result':'@<pop.agendaId>/@<pop.operationName>'}";

    String id =
        settled(
            "{'operations':[{'name':'First','type':'simulate',"
                + tokens
                + "},{'name':'second one','type':'simulate',"
                + tokens
                + "}]}");

    assertThat(operation(id, "First").text("result")).contains(id + "/First");
    assertThat(operation(id, "second one").text("result")).contains(id + "/second one");
  }

  @Test
  @Tag("F040")
  @Tag("F083")
  void startsWhatReferencesAnotherOnceThatSucceededAndGivesItTheResult() {
    String id =
        settled(
            """
            {'operations':[
              {'name':'b','type':'simulate','payload':{'seconds':1,'result':['@<A.out::/n>']}},
              {'name':'a','type':'simulate','payload':{'seconds':5,'result':{'n':7}}}]}
            """);

    assertThat(operation(id, "b").text("state")).contains("WAITING");
    home.pass(Duration.ofSeconds(5), 2);

    assertThat(time(id, "b", "startedAt")).isEqualTo(time(id, "a", "completedAt"));
    assertThat(operation(id, "a").field("result")).contains(Json.object().put("n", 7).build());
    assertThat(operation(id, "b").field("result")).contains(Json.array(List.of(Json.of(7))));
  }

  @Test
  @Tag("F040")
  void neverStartsWhatReferencesAnotherThatFailed() {
    String id =
        settled(
            """
            {'operations':[
              {'name':'b','type':'log','payload':{'message':'@<a.out::/n?none>'}},
              {'name':'a','type':'simulate','payload':{'seconds':0,'fail':'as told'}}]}
            """);

    assertThat(operation(id, "b").text("outcome")).contains("skipped");
    assertThat(operation(id, "b").whole("starts")).contains(0L);
  }

  @Test
  @Tag("F041")
  void waitsForAllThatDependsOnNamesWithCommasAndSpaces() {
    String id =
        settled(
            """
            {'operations':[
              {'name':'c','type':'log','params':{'dependsOn':' a ,  b '},'payload':{'message':'x'}},
              {'name':'a','type':'simulate','payload':{'seconds':1}},
              {'name':'b','type':'simulate','payload':{'seconds':3}}]}
            """);
    home.pass(Duration.ofSeconds(1), 3);

    assertThat(time(id, "c", "startedAt")).isEqualTo(time(id, "b", "completedAt"));
    assertThat(run(id).text("outcome")).contains("succeeded");
  }

  @Test
  @Tag("F042")
  void runsFortyIndependentOperationsAtTheSameTime() {
    String forty =
        String.join(
            ",",
            IntStream.range(0, 40)
                .mapToObj(i -> "{'name':'op" + i + "','type':'simulate','payload':{'seconds':60}}")
                .toList());

    String id = settled("{'operations':[" + forty + "]}");
    home.pass(Duration.ofSeconds(20), 3);

    assertThat(run(id).whole("maxParallel")).contains(40L);
    assertThat(run(id).field("makespanSeconds")).contains(Json.of(60));
  }

  @Test
  @Tag("F037")
  @Tag("F047")
  void failsOnlyTheOperationWhoseReferenceLeadsNowhere() {
    String id =
        settled(
            """
            {'operations':[
              {'name':'a','type':'simulate','payload':{'seconds':0,'result':{'n':{'m':1}}}},
              {'name':'long','type':'simulate','payload':{'seconds':9,'result':'done'}},
              {'name':'nowhere','type':'log','payload':{'message':'@<a.out::/x>'}},
              {'name':'mixed','type':'log','payload':{'message':'n is @<a.out::/n>'}}]}
            """);
    assertThat(operation(id, "long").text("state")).contains("EXECUTING");
    home.pass(Duration.ofSeconds(3), 3);

    for (String bad : List.of("nowhere", "mixed")) {
      var diagnostic = (Json.Obj) operation(id, bad).field("diagnostic").orElseThrow();
      assertThat(operation(id, bad).text("outcome")).contains("failed");
      assertThat(operation(id, bad).whole("starts")).contains(0L);
      assertThat(diagnostic.text("code")).contains("reference");
      assertThat(diagnostic.text("message").orElseThrow()).startsWith("/message: ");
    }
    assertThat(operation(id, "long").text("outcome")).contains("succeeded");
    assertThat(operation(id, "long").field("result")).contains(Json.of("done"));
    assertThat(run(id).text("outcome")).contains("failed");
  }

  @Test
  @Tag("F073")
  void runsAnAgendaOfHalfAMegabyte() {
    String large = "x".repeat(25_000);
    String twenty =
        String.join(
            ",",
            IntStream.range(0, 20)
                .mapToObj(i ->
                    "{'name':'op"
                        + i
                        + "','type':'simulate','payload':{'seconds':0,'result':'"
                        + large
                        + i
                        + "'}}")
                .toList());

    String id =
        settled(
            "{'operations':["
                + twenty
                + ",{'name':'last','type':'log','payload':{'message':'@<op0.out>@<op19.out>'}}]}");

    assertThat(run(id).text("outcome")).contains("succeeded");
    var logs = home.get("acme", "/v1/agendas/" + id + "/logs?operation=last").items("logs");
    assertThat(logs).hasSize(1);
    assertThat(logs.getFirst().text("text").orElseThrow()).endsWith("x19");
  }

  private HomeStack.Answer submitted(String document) {
    return home.submit("acme", document.replace('\'', '"'));
  }

  private String settled(String document) {
    String id = submitted(document).text("id");
    home.settle();
    return id;
  }

  private Json.Obj run(String id) {
    return home.get("acme", "/v1/agendas/" + id).object();
  }

  private Json.Obj operation(String id, String name) {
    return RunFigures.operations(run(id)).stream()
        .filter(operation -> operation.text("name").equals(Optional.of(name)))
        .findFirst()
        .orElseThrow();
  }

  private Instant time(String id, String name, String field) {
    return Instant.parse(operation(id, name).text(field).orElseThrow());
  }
}
