package dev.fairlead.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.imports.ErnestHandlers;
import dev.fairlead.core.imports.ErnestMode;
import dev.fairlead.core.imports.ErnestPlan;
import dev.fairlead.core.imports.ErnestSimulation;
import dev.fairlead.core.imports.ImportOutcome.Imported;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Plans of ernest, imported and run to their end: what is sent when, and what comes of it. */
class ErnestPlanRunTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** What was set up for a shop, in the order of taking it down. */
  private static final List<String> SHOP =
      List.of(
          "start->lb::shop",
          "lb::shop->firewall::lb",
          "lb::shop->network::front",
          "lb::shop->instance::db-1",
          "instance::db-1->firewall::db",
          "instance::db-1->network::front",
          "network::front->gateway::main",
          "gateway::main->vpc::main",
          "firewall::db->vpc::main",
          "firewall::lb->vpc::main",
          "vpc::main->end");

  /** What is made and unmade when a shop grows: five at once, then what waits for them. */
  private static final List<String> MIXED =
      List.of(
          "start->db-1 update",
          "start->web create",
          "start->old-1 delete",
          "start->old-2 delete",
          "start->old-3 delete",
          "web->web-1 create",
          "web->web-2 create",
          "web->web-3 create",
          "db-1->db-2 update",
          "old-1->net delete",
          "old-2->net delete",
          "old-3->net delete");

  private final HomeStack home = new HomeStack();

  @Test
  @Tag("S2")
  void takesAShopDownInOrderAndSideBySide() {
    String id =
        run(
            shop("waiting", Map.of()),
            ErnestMode.RESTART,
            "{'lb::shop':{'seconds':10},'firewall::lb':{'seconds':10},"
                + "'instance::db-1':{'seconds':20},'firewall::db':{'seconds':10},"
                + "'network::front':{'seconds':20},'gateway::main':{'seconds':10},"
                + "'vpc::main':{'seconds':10}}");
    home.pass(SECOND, 100);

    assertThat(log(id))
        .containsExactly(
            "> lb::shop",
            "< lb::shop",
            "> firewall::lb",
            "> instance::db-1",
            "< firewall::lb",
            "< instance::db-1",
            "> firewall::db",
            "> network::front",
            "< firewall::db",
            "< network::front",
            "> gateway::main",
            "< gateway::main",
            "> vpc::main",
            "< vpc::main",
            "= succeeded");
  }

  @Test
  @Tag("S2")
  void waitsWithTheLastForWhicheverIsLast() {
    String id =
        run(
            shop("waiting", Map.of()),
            ErnestMode.RESUME,
            "{'firewall.delete.aws':{'seconds':40},'instance.delete.aws':{'seconds':5}}");
    home.pass(SECOND, 120);

    assertThat(log(id))
        .endsWith(
            "< gateway::main",
            "< firewall::lb",
            "< firewall::db",
            "> vpc::main",
            "< vpc::main",
            "= succeeded");
  }

  @Test
  @Tag("S3")
  void goesOnWithAShopThatIsHalfDownAcrossARestart() {
    String id =
        run(
            shop("completed", Map.of("vpc::main", "waiting", "gateway::main", "running")),
            ErnestMode.RESUME,
            "{'gateway.delete.aws':{'seconds':30}}");
    home.pass(SECOND, 10);
    assertThat(log(id)).containsExactly("> gateway::main");

    home.restartedOver(home.ports);
    home.pass(SECOND, 60);

    assertThat(log(id))
        .containsExactly(
            "> gateway::main", "< gateway::main", "> vpc::main", "< vpc::main", "= succeeded");
    assertThat(home.get("acme", "/v1/agendas/" + id).items("operations"))
        .allSatisfy(operation -> {
          assertThat(operation.whole("starts")).contains(1L);
          assertThat(operation.whole("commits")).contains(1L);
        });
  }

  @Test
  void splitsAndJoinsWhicheverComesFirst() {
    for (var slow : List.of("b::b", "c::c")) {
      String id =
          run(
              plan(
                  List.of(
                      "start->a::a",
                      "a::a->b::b",
                      "a::a->b::b",
                      "a::a->c::c",
                      "b::b->d::d",
                      "c::c->d::d"),
                  "waiting",
                  Map.of()),
              ErnestMode.RESUME,
              "{'" + slow + "':{'seconds':5}}");
      home.pass(SECOND, 20);

      var quick = slow.equals("b::b") ? "c::c" : "b::b";
      assertThat(log(id))
          .containsExactly(
              "> a::a",
              "< a::a",
              "> b::b",
              "> c::c",
              "< " + quick,
              "< " + slow,
              "> d::d",
              "< d::d",
              "= succeeded");
    }
  }

  @Test
  @Tag("S5")
  void startsNothingAfterAnErrorAndEndsWithTheLastInFlight() {
    String id =
        run(
            mixed(),
            ErnestMode.RESUME,
            """
            {'t::db-1': {'seconds': 10, 'error': 'no disk'}, 't::web': {'seconds': 20},
             't::old-1': {'seconds': 30}, 't::old-2': {'seconds': 40}, 't::old-3': {'seconds': 50}}
            """);
    home.pass(SECOND, 45);
    assertThat(log(id))
        .containsExactly(
            "> t::db-1",
            "> t::web",
            "> t::old-1",
            "> t::old-2",
            "> t::old-3",
            "x t::db-1",
            "< t::web",
            "< t::old-1",
            "< t::old-2");

    home.pass(SECOND, 30);

    assertThat(log(id)).endsWith("< t::old-2", "< t::old-3", "= failed");
    assertThat(outcomes(id, "skipped"))
        .containsExactly("t::db-2", "t::net", "t::web-1", "t::web-2", "t::web-3");
    assertThat(outcomes(id, "failed")).containsExactly("t::db-1");
  }

  @Test
  @Tag("S6")
  void endsOnceWhenTheErrorComesLastAndWhenThereAreTwo() {
    String last = run(mixed(), ErnestMode.RESUME, "{'t::net': {'seconds': 5, 'error': 'in use'}}");
    String two =
        run(
            mixed().replace("svc1", "svc2"),
            ErnestMode.RESUME,
            """
            {'t::old-1': {'seconds': 2, 'error': 'busy'},
             't::old-3': {'seconds': 9, 'error': 'gone'}}
            """);
    home.pass(SECOND, 60);

    assertThat(log(last)).endsWith("< t::web-3", "x t::net", "= failed");
    assertThat(log(two)).endsWith("x t::old-1", "x t::old-3", "= failed");
    assertThat(outcomes(two, "failed")).containsExactly("t::old-1", "t::old-3");
    assertThat(log(last)).filteredOn(line -> line.startsWith("=")).hasSize(1);
    assertThat(log(two)).filteredOn(line -> line.startsWith("=")).hasSize(1);
  }

  @Test
  @Tag("S4")
  void leavesOfMixedVerbsWhatThereIs() {
    setUp();
    run(mixed(), ErnestMode.RESUME, "{'t::web': {'reply': {'address': '10.0.0.7'}}}");
    home.pass(SECOND, 10);

    assertThat(components().keySet())
        .containsExactly(
            "t::db-1", "t::db-2", "t::web", "t::web-1", "t::web-2", "t::web-3", "vpc::primary");
    assertThat(components().get("vpc::primary")).isEqualTo(Json.of("as it was"));
    assertThat(components().get("t::web"))
        .isEqualTo(Json.object().put("address", "10.0.0.7").build());
    assertThat(components())
        .hasEntrySatisfying(
            "t::db-2", value -> assertThat(((Json.Obj) value).text("_action")).contains("update"));
  }

  @Test
  @Tag("S21")
  void tellsEverythingOfARunThatFailed() {
    setUp();
    String id =
        run(
            mixed(),
            ErnestMode.RESUME,
            """
            {'t::db-1': {'seconds': 10, 'error': 'no disk'}, 't::web': {'seconds': 20},
             't::old-1': {'seconds': 30}, 't::old-2': {'seconds': 40}, 't::old-3': {'seconds': 50}}
            """);
    home.pass(SECOND, 100);

    var told = home.get("acme", "/v1/agendas/" + id);
    assertThat(told.text("outcome")).isEqualTo("failed");
    assertThat(told.items("operations"))
        .filteredOn(operation -> !operation.text("outcome").equals(Optional.of("succeeded")))
        .allSatisfy(operation ->
            assertThat(JsonPointer.parse("/diagnostic/message").orElseThrow().find(operation))
                .isPresent());
    assertThat(told.items("operations"))
        .filteredOn(operation -> operation.text("name").equals(Optional.of("t::net")))
        .singleElement()
        .satisfies(operation -> {
          assertThat(operation.field("dependsOn"))
              .contains(Json.texts(List.of("t::old-1", "t::old-2", "t::old-3")));
          assertThat(operation.text("subject")).contains("t.delete.aws");
          assertThat(operation.text("state")).contains("COMPLETE");
        });
    assertThat(JsonPointer.parse("/inventory/name").orElseThrow().find(told.json()))
        .contains(Json.of("svc1"));
    assertThat(components().keySet())
        .containsExactly("t::db-1", "t::db-2", "t::net", "t::web", "vpc::primary");
    assertThat(components().get("t::db-1")).isEqualTo(Json.of("as it was"));
  }

  /** What there is before the plan of mixed verbs runs. */
  private void setUp() {
    var operations =
        Stream.of(
                "vpc::primary", "t::db-1", "t::db-2", "t::old-1", "t::old-2", "t::old-3", "t::net")
            .map(id ->
                "{'name':'%s','type':'simulate','verb':'create','payload':{'seconds':0,'result':'as it was'}}"
                    .formatted(id))
            .toList();
    var document = "{'inventory':'svc1','operations':" + operations + "}";
    assertThat(home.submit("acme", document.replace('\'', '"')).status()).isEqualTo(201);
    home.settle();
    assertThat(components()).hasSize(7);
  }

  private Map<String, Json> components() {
    var components = new TreeMap<String, Json>();
    for (var one : home.get("acme", "/v1/inventories/svc1").items("components")) {
      components.put(one.text("id").orElseThrow(), one.field("value").orElseThrow());
    }
    return components;
  }

  @Test
  void saysWithWhatSubjectEachEnded() {
    String id =
        run(
            mixed(),
            ErnestMode.RESUME,
            "{'t::db-1': {'seconds': 3}, 't::old-1': {'seconds': 5, 'error': 'busy'}}");
    home.pass(SECOND, 30);

    assertThat(home.get("acme", "/v1/agendas/" + id + "/events?limit=200").items("events"))
        .filteredOn(event -> event.text("type").equals(Optional.of("operation.completed")))
        .extracting(event ->
            event.text("operation").orElseThrow() + " " + event.text("subject").orElse("-"))
        .contains("t::db-1 t.update.aws.done", "t::old-1 t.delete.aws.error", "t::net -");
  }

  @Test
  void givesWhatOneMakesToThoseThatReadIt() {
    var web = "components.#[_component_id=t::web].address";
    String id =
        run(
            mixed()
                .replace(
                    "'_component_id':'t::web-2'",
                    "'_component_id':'t::web-2','at':'$(" + web + ")'"),
            ErnestMode.RESUME,
            "{'t::web': {'reply': {'address': '10.0.0.7'}}}");
    home.pass(SECOND, 10);

    assertThat(home.get("acme", "/v1/agendas/" + id).items("operations"))
        .filteredOn(operation -> operation.text("name").equals(Optional.of("t::web-2")))
        .singleElement()
        .satisfies(operation ->
            assertThat(JsonPointer.parse("/result/at").orElseThrow().find(operation))
                .contains(Json.of("10.0.0.7")));
  }

  @Test
  @Tag("S8")
  void givesWhatIsFoundToThoseThatReadIt() {
    String id = found("$(components.#[_component_id=vpc::p].size)");

    assertThat(home.get("acme", "/v1/agendas/" + id).items("operations"))
        .filteredOn(operation -> operation.text("name").equals(Optional.of("net::n")))
        .singleElement()
        .satisfies(operation ->
            assertThat(JsonPointer.parse("/result/size").orElseThrow().find(operation))
                .contains(Json.of(42)));
  }

  @Test
  @Tag("S8")
  void failsWhereWhatIsReadWasNotFound() {
    String id = found("$(components.#[tag=none].size)");

    assertThat(home.get("acme", "/v1/agendas/" + id).items("operations"))
        .filteredOn(operation -> operation.text("outcome").equals(Optional.of("failed")))
        .singleElement()
        .satisfies(operation -> assertThat(operation.text("name")).contains("look up 1"));
  }

  /** A plan that reads something once it has found two networks. */
  private String found(String template) {
    var verbs = new LinkedHashMap<String, String>();
    verbs.put("query::all", "find");
    verbs.put("net::n", "create");
    String plan =
        text(verbs, List.of("start->query::all", "query::all->net::n"), "waiting", Map.of())
            .replace(
                "'_component_id':'net::n'", "'_component_id':'net::n','size':'" + template + "'");
    String id =
        run(
            plan,
            ErnestMode.RESUME,
            """
            {'query::all': {'reply': {'components': [
              {'_component_id': 'vpc::o', 'size': 1, 'tag': 7}, {'_component_id': 'vpc::p', 'size': 42}]}}}
            """);
    home.pass(SECOND, 10);
    return id;
  }

  private String run(String plan, ErnestMode mode, String simulation) {
    var findings = new Findings();
    var answers = ErnestSimulation.read(json(simulation), findings);
    assertThat(findings.problems()).isEmpty();
    var outcome =
        ErnestPlan.toAgenda(
            json(plan),
            mode,
            ErnestHandlers.NONE,
            Optional.of(answers),
            KnownTypes.of(Set.of("simulate", "transform")));
    assertThat(outcome).isInstanceOf(Imported.class);
    String id = home.submit("acme", JsonText.write(((Imported) outcome).document())).text("id");
    home.settle();
    return id;
  }

  private static Json json(String text) {
    return JsonText.parse(text.replace('\'', '"').getBytes(UTF_8));
  }

  private static String shop(String state, Map<String, String> others) {
    return plan(SHOP, state, others);
  }

  private static String mixed() {
    var verbs = new LinkedHashMap<String, String>();
    var edges = new ArrayList<String>();
    for (var line : MIXED) {
      var edge = line.substring(0, line.indexOf(' '));
      var source = edge.substring(0, edge.indexOf("->"));
      var target = edge.substring(edge.indexOf("->") + 2);
      verbs.put("t::" + target, line.substring(line.indexOf(' ') + 1));
      edges.add((source.equals("start") ? source : "t::" + source) + "->t::" + target);
    }
    return text(verbs, edges, "waiting", Map.of());
  }

  private static String plan(List<String> edges, String state, Map<String, String> others) {
    var verbs = new LinkedHashMap<String, String>();
    for (var edge : edges) {
      for (var id : edge.split("->", -1)) {
        if (id.contains("::")) {
          verbs.put(id, "delete");
        }
      }
    }
    return text(verbs, edges, state, others);
  }

  private static String text(
      Map<String, String> verbs, List<String> edges, String state, Map<String, String> others) {
    var changes = new ArrayList<String>();
    verbs.forEach((id, verb) ->
        changes.add(
            "{'_component_id':'%s','_component':'%s','_action':'%s','_provider':'aws','_state':'%s'}"
                .formatted(
                    id, id.substring(0, id.indexOf("::")), verb, others.getOrDefault(id, state))));
    var arrows =
        edges.stream()
            .map(edge -> edge.split("->", -1))
            .map(ends -> "{'source':'%s','destination':'%s'}".formatted(ends[0], ends[1]))
            .toList();
    return "{'id':'svc1','action':'build.delete','changes':%s,'edges':%s}"
        .formatted(changes, arrows);
  }

  /** What was sent (>), came back (< or x) and was the end (=), in the order of the journal. */
  private List<String> log(String id) {
    var log = new ArrayList<String>();
    for (var event : home.get("acme", "/v1/agendas/" + id + "/events?limit=200").items("events")) {
      var operation = event.text("operation").orElse("");
      switch (event.text("type").orElse("")) {
        case "operation.launched" -> log.add("> " + operation);
        case "operation.completed" -> {
          switch (event.text("outcome").orElse("")) {
            case "succeeded" -> log.add("< " + operation);
            case "failed" -> log.add("x " + operation);
            default -> {}
          }
        }
        case "agenda.completed" -> log.add("= " + event.text("message").orElse(""));
        default -> {}
      }
    }
    return log;
  }

  private Set<String> outcomes(String id, String outcome) {
    var names = new TreeSet<String>();
    for (var operation : home.get("acme", "/v1/agendas/" + id).items("operations")) {
      if (operation.text("outcome").equals(Optional.of(outcome))) {
        names.add(operation.text("name").orElseThrow());
      }
    }
    return names;
  }
}
