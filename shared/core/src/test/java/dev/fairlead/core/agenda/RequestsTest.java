package dev.fairlead.core.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private static final Set<String> TYPES =
      Set.of("shell", "wait", "log", "approval", "agenda", "updateAgenda");

  private static Json.Obj document(String text) {
    return (Json.Obj) JsonFixture.json(text);
  }

  private static AgendaDocument read(String text) {
    return ((DocumentRules.Valid) DocumentRules.check(document(text), TYPES)).document();
  }

  private static List<String> problems(String text) {
    return ((DocumentRules.Invalid) DocumentRules.check(document(text), TYPES))
        .problems().stream().map(problem -> problem.path() + " " + problem.code()).toList();
  }

  private static Amounts requests(String operation) {
    return read("{'operations':[" + operation + "]}").operations().getFirst().requests();
  }

  @Test
  void takesASlotForAnOperationThatSaysNothing() {
    assertThat(requests("{'name':'a','type':'shell'}")).isEqualTo(Amounts.of(0, 1, 0, 0));
    assertThat(requests("{'name':'a','type':'shell','requests':{'cpu':'500m','memory':'1Gi'}}"))
        .isEqualTo(Amounts.of(0, 1, 500, 1024));
    assertThat(requests("{'name':'a','type':'shell','requests':{'gpu':2,'operations':3}}"))
        .isEqualTo(Amounts.ofMap(Map.of("gpu", 2L, "operations", 3L)));
  }

  @Test
  void holdsTheMostThatMemoryMayGrowTo() {
    String grows =
        "{'name':'a','type':'shell','requests':{'memory':'1Gi'},"
            + "'retry':{'maxAttempts':3,'growMemory':1.5}}";
    var document = read("{'operations':[" + grows + "]}");

    // Killed twice: 1.5 times 1.5.
    assertThat(Floor.of(document).memoryMib()).isEqualTo(2304);
    assertThat(document.operations().getFirst().requests().memoryMib()).isEqualTo(1024);
    assertThat(Floor.neverFits(document, Limits.ofMap(Map.of("memory", 2303L)), "the insight"))
        .extracting(problem -> problem.path())
        .containsExactly("/operations/0");
    assertThat(
            requests("{'name':'p','type':'agenda','payload':{'operations':[" + grows + "]}}")
                .memoryMib())
        .isEqualTo(2304);
  }

  @Test
  void growsMemoryToEightTimesAtTheMost() {
    var policy = new RetryPolicy(100, Backoff.NONE, Optional.empty(), 3);
    var requests = Amounts.of(0, 1, 500, 100);

    assertThat(policy.grown(requests, 0)).isEqualTo(requests);
    assertThat(policy.grown(requests, 1)).isEqualTo(Amounts.of(0, 1, 500, 300));
    assertThat(policy.grown(requests, 2)).isEqualTo(Amounts.of(0, 1, 500, 800));
    assertThat(policy.most(requests)).isEqualTo(Amounts.of(0, 1, 500, 800));
    assertThat(RetryPolicy.attempts(100).most(requests)).isEqualTo(requests);
  }

  @Test
  void takesNoSlotForWhatOnlyWaitsUnlessItSaysSo() {
    for (String type : List.of("wait", "approval", "log", "updateAgenda")) {
      assertThat(requests("{'name':'a','type':'" + type + "'}").isZero()).as(type).isTrue();
      assertThat(requests("{'name':'a','type':'" + type + "','requests':{'operations':1}}"))
          .isEqualTo(Amounts.of(0, 1, 0, 0));
    }
  }

  @Test
  void takesForASubAgendaWhatThatHolds() {
    String child =
        "{'operations':[{'name':'x','type':'shell','requests':{'memory':'4Gi'}},"
            + "{'name':'y','type':'shell','requests':{'cpu':2}}],"
            + "'finally':[{'name':'z','type':'shell','requests':{'gpu':1}}],"
            + "'reserve':{'operations':2}}";

    assertThat(requests("{'name':'a','type':'agenda','payload':" + child + "}"))
        .isEqualTo(
            Amounts.ofMap(Map.of("operations", 2L, "memory", 4096L, "cpu", 2000L, "gpu", 1L)));
    assertThat(
            requests(
                "{'name':'a','type':'agenda','payload':"
                    + child
                    + ",'requests':{'operations':5,'cpu':2}}"))
        .isEqualTo(
            Amounts.ofMap(Map.of("operations", 5L, "memory", 4096L, "cpu", 2000L, "gpu", 1L)));
    assertThat(
            requests(
                "{'name':'b','type':'agenda','payload':{'operations':[{'name':'a','type':'agenda',"
                    + "'payload':"
                    + child
                    + "}]}}"))
        .isEqualTo(
            Amounts.ofMap(Map.of("operations", 2L, "memory", 4096L, "cpu", 2000L, "gpu", 1L)));
  }

  @Test
  void takesASlotForASubAgendaOfWhichNothingIsKnown() {
    assertThat(requests("{'name':'a','type':'agenda','payload':{'template':'t'}}"))
        .isEqualTo(Amounts.of(0, 1, 0, 0));
    assertThat(requests("{'name':'a','type':'agenda','payload':{'operations':'@<pop.linkId?x>'}}"))
        .isEqualTo(Amounts.of(0, 1, 0, 0));
  }

  @Test
  void requestsForEachElementWhatTheOperationSays() {
    var list =
        read("{'operations':[{'name':'a','type':'shell','forEach':{'items':[1,2]},"
                + "'requests':{'cpu':1}}]}")
            .operations()
            .getFirst();

    assertThat(list.element("a[0]", 0, "item").requests()).isEqualTo(Amounts.of(0, 1, 1000, 0));
  }

  @Test
  void reservesTheMostOfEverythingThatOneOperationRequests() {
    assertThat(
            Floor.of(
                read(
                    "{'operations':[{'name':'a','type':'shell','requests':{'cpu':4}},"
                        + "{'name':'b','type':'shell','requests':{'memory':'16Gi','cpu':1}}]}")))
        .isEqualTo(Amounts.of(1, 1, 4000, 16 * 1024));
    assertThat(Floor.of(read("{'operations':[{'name':'a','type':'wait'}]}")))
        .isEqualTo(Amounts.of(1, 1, 0, 0));
    assertThat(
            Floor.of(
                read(
                    "{'operations':[{'name':'a','type':'updateAgenda','payload':{'operations':["
                        + "{'name':'b','type':'shell','requests':{'cpu':3}}]}}]}")))
        .isEqualTo(Amounts.of(1, 1, 3000, 0));
  }

  @Test
  void everyOperationFitsInTheFloor() {
    var document =
        read(
            "{'reserve':{'operations':2},'operations':["
                + "{'name':'a','type':'shell','requests':{'cpu':4,'gpu':1}},"
                + "{'name':'b','type':'agenda','payload':{'operations':["
                + "{'name':'c','type':'shell','requests':{'memory':'1Gi'}}]}},"
                + "{'name':'d','type':'shell'}]}");
    var floor = Floor.of(document);

    assertThat(document.operations()).allMatch(operation -> floor.covers(operation.requests()));
    assertThat(floor)
        .isEqualTo(
            Amounts.ofMap(
                Map.of("agendas", 1L, "operations", 2L, "cpu", 4000L, "gpu", 1L, "memory", 1024L)));
  }

  @Test
  void reservesAtMostWhatTheWidestLevelCouldUse() {
    String wide =
        "'operations':[{'name':'a','type':'shell','requests':{'cpu':1}},"
            + "{'name':'b','type':'shell','requests':{'cpu':1}},"
            + "{'name':'c','type':'shell','requests':{'cpu':'1500m'},'dependsOn':['a','b']}]}";

    assertThat(Floor.of(read("{'reserve':{'operations':2,'cpu':2}," + wide)))
        .isEqualTo(Amounts.of(1, 2, 2000, 0));
    assertThat(problems("{'reserve':{'operations':3,'cpu':'2001m','gpu':1}," + wide))
        .containsExactly(
            "/reserve/cpu reserve-too-large",
            "/reserve/gpu reserve-too-large",
            "/reserve/operations reserve-too-large");
  }

  @Test
  void countsInALevelTheElementsThatRunAtOnce() {
    String list = "'operations':[{'name':'a','type':'shell','forEach':{'items':[1,2,3]%s}}]}";

    assertThat(problems("{'reserve':{'operations':4}," + String.format(list, "")))
        .containsExactly("/reserve/operations reserve-too-large");
    assertThat(
            problems("{'reserve':{'operations':3}," + String.format(list, ",'maxConcurrency':2")))
        .containsExactly("/reserve/operations reserve-too-large");
    assertThat(Floor.of(read("{'reserve':{'operations':3}," + String.format(list, ""))))
        .isEqualTo(Amounts.of(1, 3, 0, 0));
  }

  @Test
  void namesEveryProblemByPath() {
    assertThat(
            problems(
                "{'reserve':{'agendas':1,'cpu':-1},'operations':[{'name':'a','type':'shell',"
                    + "'requests':{'operations':0,'Memory':1,'memory':'much','disk':1.5}},"
                    + "{'name':'b','type':'shell','requests':4}]}"))
        .containsExactly(
            "/operations/0/requests/Memory unknown-field",
            "/operations/0/requests/disk wrong-type",
            "/operations/0/requests/memory wrong-type",
            "/operations/0/requests/operations out-of-range",
            "/operations/1/requests wrong-type",
            "/reserve/agendas unknown-field",
            "/reserve/cpu out-of-range");
  }

  @Test
  void tellsWhereADocumentAsksForMoreThanThereWillEverBe() {
    var document =
        read(
            "{'reserve':{'operations':3},'operations':["
                + "{'name':'a','type':'shell','forEach':{'items':[1,2,3]},'requests':{'cpu':1}},"
                + "{'name':'b','type':'shell','requests':{'cpu':3}}],"
                + "'finally':[{'name':'f','type':'shell','requests':{'gpu':1}}]}");
    var limits =
        Limits.ofMap(Map.of("agendas", 0L, "operations", 2L, "cpu", 2000L, "gpu", 0L, "disk", 0L));

    assertThat(Floor.neverFits(document, limits, "the insight x"))
        .extracting(problem -> problem.path() + " " + problem.code())
        .containsExactly(
            " never-fits",
            "/reserve/operations never-fits",
            "/operations/1 never-fits",
            "/finally/0 never-fits");
    assertThat(Floor.neverFits(document, limits, "the insight x").get(2).message())
        .isEqualTo(
            "The agenda holds 3 of cpu from its admission to its end, and there is at most 2 for"
                + " the insight x.");
    assertThat(Floor.neverFits(document, Limits.ofMap(Map.of("cpu", 3000L)), "x")).isEmpty();
  }

  @Test
  void refusesToGrowByWhatTheFloorDoesNotHold() {
    var grown =
        DocumentRules.grow(
            JsonFixture.json(
                "[{'name':'a','type':'shell','requests':{'cpu':1}},"
                    + "{'name':'b','type':'shell','requests':{'cpu':2}}]"),
            List.of(),
            Phase.MAIN,
            KnownTypes.of(TYPES),
            Amounts.of(1, 1, 1000, 0));

    assertThat(grown.problems())
        .extracting(problem -> problem.path() + " " + problem.code())
        .containsExactly("/1/requests requests-over-reserve");
  }
}
