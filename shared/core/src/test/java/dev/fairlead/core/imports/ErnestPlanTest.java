package dev.fairlead.core.imports;

import static dev.fairlead.core.imports.Plans.change;
import static dev.fairlead.core.imports.Plans.component;
import static dev.fairlead.core.imports.Plans.edges;
import static dev.fairlead.core.imports.Plans.plan;
import static dev.fairlead.core.imports.Plans.without;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.imports.ImportOutcome.Imported;
import dev.fairlead.core.imports.ImportOutcome.LeftBehind;
import dev.fairlead.core.imports.ImportOutcome.Note;
import dev.fairlead.core.imports.ImportOutcome.Refused;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErnestPlanTest {
  private static final KnownTypes TYPES =
      new KnownTypes(Set.of("simulate", "log", "shell", "sample"), Set.of("sample"));

  /** A site that is taken down: its edges fork twice and join at the end. */
  private static final String[] SITE = {
    "gateway::main->vpc::main",
    "firewall::db->vpc::main",
    "network::front->gateway::main",
    "firewall::lb->vpc::main",
    "instance::db-1->firewall::db",
    "instance::db-1->network::front",
    "lb::shop->firewall::lb",
    "lb::shop->network::front",
    "lb::shop->instance::db-1",
    "vpc::main->end",
    "start->lb::shop"
  };

  private static Json.Obj site(String gateway, String others) {
    return plan(
        List.of(
            component("vpc::main", "delete", "waiting", "subnet", "10.0.0.0/16"),
            component("gateway::main", "delete", gateway),
            component("firewall::db", "delete", others),
            component("network::front", "delete", others),
            component("firewall::lb", "delete", others),
            component("instance::db-1", "delete", others),
            component("lb::shop", "delete", others)),
        edges(SITE),
        component("credentials::main", "none", "waiting", "aws_secret_access_key", "hunter2"));
  }

  @Test
  @Tag("S1")
  void makesAnOperationOfEveryChange() {
    var imported = imported(site("running", "completed"), ErnestMode.RESTART);

    assertThat(dependencies(imported.document()))
        .isEqualTo(
            Map.of(
                "lb::shop", Set.of(),
                "firewall::lb", Set.of("lb::shop"),
                "instance::db-1", Set.of("lb::shop"),
                "network::front", Set.of("lb::shop", "instance::db-1"),
                "firewall::db", Set.of("instance::db-1"),
                "gateway::main", Set.of("network::front"),
                "vpc::main", Set.of("gateway::main", "firewall::db", "firewall::lb")));
    assertThat(imported.dependencies()).isEqualTo(9);
    assertThat(imported.document().text("linkId")).contains("svc1");
    assertThat(imported.document().text("title")).contains("build.patch svc1");
    assertThat(imported.document().text("onFailure")).contains("drain");
    var vpc = operation(imported.document(), "vpc::main");
    assertThat(List.of("component", "verb", "provider", "componentId"))
        .extracting(field -> vpc.text(field).orElseThrow())
        .containsExactly("vpc", "delete", "aws", "vpc::main");
    assertThat(at(vpc, "/payload/seconds")).isEqualTo(Json.of(0));
    assertThat(at(vpc, "/payload/result/subnet")).isEqualTo(Json.of("10.0.0.0/16"));
    assertThat(at(vpc, "/payload/result/_state")).isEqualTo(Json.of("completed"));
    assertThat(at(vpc, "/payload/result/service")).isEqualTo(Json.of("svc1"));
    assertThat(imported.leftBehind())
        .containsExactly(
            new LeftBehind("plan", "components", 1), new LeftBehind("edges", "length", 11));
    assertThat(imported.document().toString()).doesNotContain("hunter2");
  }

  @Test
  void runsOnlyWhatIsLeftOfAPlanInMidFlight() {
    var imported = imported(site("running", "completed"), ErnestMode.RESUME);

    assertThat(dependencies(imported.document()))
        .isEqualTo(Map.of("gateway::main", Set.of(), "vpc::main", Set.of("gateway::main")));
    assertThat(imported.notes())
        .containsExactly(
            new Note(
                "Completed before, so not run again",
                List.of(
                    "firewall::db",
                    "network::front",
                    "firewall::lb",
                    "instance::db-1",
                    "lb::shop")),
            new Note("Was running, so run once more", List.of("gateway::main")));
  }

  @Test
  void runsAgainWhatHadFailed() {
    var plan =
        plan(
            List.of(component("a::a", "create", "errored"), change("b::b", "create")),
            edges("a::a->b::b"));

    var imported = imported(plan, ErnestMode.RESUME);

    assertThat(dependencies(imported.document()).keySet()).containsExactly("a::a", "b::b");
    assertThat(imported.notes())
        .containsExactly(new Note("Had failed, so run again", List.of("a::a")));
  }

  @Test
  @Tag("S9")
  void makesNothingOfStartAndEnd() {
    var changes = List.of(change("a::a", "create"), change("b::b", "create"));

    var said = imported(plan(changes, edges("start->a::a", "a::a->b::b", "b::b->end")));
    var inferred = imported(plan(changes, edges("a::a->b::b")));
    var loose = imported(plan(changes, edges()));

    assertThat(dependencies(said.document()))
        .isEqualTo(Map.of("a::a", Set.of(), "b::b", Set.of("a::a")))
        .isEqualTo(dependencies(inferred.document()));
    assertThat(dependencies(loose.document()))
        .isEqualTo(Map.of("a::a", Set.of(), "b::b", Set.of()));
  }

  @Test
  void takesAnEdgeThatIsThereTwiceOnce() {
    var plan =
        plan(
            List.of(change("a::a", "create"), change("b::b", "create")),
            edges("a::a->b::b", "a::a->b::b"));

    assertThat(imported(plan).dependencies()).isEqualTo(1);
  }

  @Test
  @Tag("S10")
  void readsComponentsWithNothingToDoAndNeverRunsThem() {
    var plan =
        plan(
            List.of(
                change("vpc::p", "create", "region", "$(components.#[_component=\"site\"].region)"),
                change("note::n", "none", "text", "as planned"),
                change("log::l", "create", "text", "$(changes.1.text)")),
            edges("start->vpc::p", "start->log::l"),
            component("site::s", "none", "waiting", "region", "eu-west-1"));

    var document = imported(plan).document();

    assertThat(dependencies(document)).isEqualTo(Map.of("vpc::p", Set.of(), "log::l", Set.of()));
    assertThat(at(operation(document, "vpc::p"), "/payload/result/region"))
        .isEqualTo(Json.of("eu-west-1"));
    assertThat(at(operation(document, "log::l"), "/payload/result/text"))
        .isEqualTo(Json.of("as planned"));
  }

  @Test
  @Tag("S12")
  void picksTheOperationTypeByTypeVerbAndProvider() {
    var plan =
        plan(
            List.of(
                change("vpc::a", "create"), change("vpc::b", "delete"), change("net::c", "create")),
            edges());
    var handlers = new ErnestHandlers(Map.of("vpc.create.aws", "shell", "net.create.aws", "log"));

    var refused = ErnestPlan.toAgenda(plan, ErnestMode.RESUME, handlers, Optional.empty(), TYPES);
    var rest =
        (Imported)
            ErnestPlan.toAgenda(
                plan, ErnestMode.RESUME, handlers, Optional.of(ErnestSimulation.PLAIN), TYPES);

    assertThat(problems(refused)).containsExactly("/changes/1 no-handler");
    assertThat(((Refused) refused).problems().getFirst().message()).contains("vpc.delete.aws");
    assertThat(operation(rest.document(), "vpc::a").text("type")).contains("shell");
    assertThat(operation(rest.document(), "vpc::b").text("type")).contains("simulate");
    assertThat(operation(rest.document(), "net::c").text("type")).contains("log");
    assertThat(at(operation(rest.document(), "vpc::a"), "/payload/_component_id"))
        .isEqualTo(Json.of("vpc::a"));
    assertThat(rest.notes())
        .containsExactly(new Note("Simulated, for want of a handler", List.of("vpc.delete.aws")));
  }

  @Test
  void refusesCredentialsForHandlersThatCanHaveNone() {
    var plan =
        plan(
            List.of(
                change("db::a", "create", "password", "hunter2"),
                change("db::b", "update", "password", "hunter2")),
            edges());
    var handlers = new ErnestHandlers(Map.of("db.create.aws", "sample", "db.update.aws", "shell"));

    var refused = ErnestPlan.toAgenda(plan, ErnestMode.RESUME, handlers, Optional.empty(), TYPES);

    assertThat(problems(refused)).containsExactly("/changes/0 not-supported-yet");
  }

  @Test
  void takesATypeThatIsLikeNoneForOneThatOperatorsRegistered() {
    var findings = new Findings();
    var registry =
        ErnestHandlers.read(
            Json.object().put("vpc.create.aws", "terraform-vpc").build(), TYPES.names(), findings);

    assertThat(findings.problems()).isEmpty();
    assertThat(registry.types()).containsExactly(Map.entry("vpc.create.aws", "terraform-vpc"));
  }

  @Test
  void refusesARegistryOrSimulationThatIsNone() {
    var findings = new Findings();
    ErnestHandlers.read(
        Json.object().put("a.b.c", "shel").put("d.e.f", 1).put("g.h.i", "no type").build(),
        TYPES.names(),
        findings);
    ErnestSimulation.read(
        Json.object()
            .put("x", Json.object().put("secnds", 1).put("seconds", -1).put("error", 5).build())
            .put("y", 7)
            .build(),
        findings);
    ErnestHandlers.read(Json.NULL, TYPES.names(), findings);
    ErnestSimulation.read(Json.of(1), findings);

    assertThat(findings.problems().stream().map(one -> one.path() + " " + one.code()))
        .containsExactly(
            " wrong-type",
            " wrong-type",
            "/a.b.c unknown-type",
            "/d.e.f wrong-type",
            "/g.h.i unknown-type",
            "/x/error wrong-type",
            "/x/secnds unknown-field",
            "/x/seconds wrong-type",
            "/y wrong-type");
  }

  @Test
  void simulatesByIdThenBySubject() {
    var plan =
        plan(
            List.of(
                change("vpc::a", "create"), change("vpc::b", "create"), change("net::c", "create")),
            edges());
    var findings = new Findings();
    var simulation =
        ErnestSimulation.read(
            Json.object()
                .put(
                    "vpc.create.aws",
                    Json.object()
                        .put("seconds", 5)
                        .put("reply", Json.object().put("id", "v-1").build())
                        .build())
                .put("vpc::b", Json.object().put("error", "no quota").build())
                .build(),
            findings);

    var document =
        ((Imported)
                ErnestPlan.toAgenda(
                    plan, ErnestMode.RESUME, ErnestHandlers.NONE, Optional.of(simulation), TYPES))
            .document();

    assertThat(findings.problems()).isEmpty();
    assertThat(operation(document, "vpc::a").field("payload"))
        .contains(
            Json.object()
                .put("seconds", 5)
                .put("result", Json.object().put("id", "v-1").build())
                .build());
    assertThat(at(operation(document, "vpc::b"), "/payload/fail")).isEqualTo(Json.of("no quota"));
    assertThat(at(operation(document, "net::c"), "/payload/result/_component_id"))
        .isEqualTo(Json.of("net::c"));
  }

  @Test
  @Tag("S15")
  void namesEveryProblemByItsPlace() {
    var plan =
        plan(
            List.of(
                change("a::1", "create"),
                change("a::2", "create"),
                change("a::3", "create"),
                change("lonely::4", "create"),
                without(change("a::5", "create"), "_provider"),
                change("a::6", "create", "x", "$(changes.#[_component_id=\"a::6\"].x)"),
                change("a::7", "craete"),
                component("a::8", "create", "runing"),
                change("a::1", "delete"),
                without(change("a::9", "create"), "_component_id")),
            edges(
                "start->a::1",
                "start->a::5",
                "start->a::6",
                "start->a::7",
                "start->a::8",
                "a::1->a::2",
                "a::2->a::3",
                "a::3->a::2",
                "a::1->site::s",
                "a::11->a::3",
                "a::3->a::3"),
            component("site::s", "none", "waiting"));

    var refused = (Refused) toAgenda(plan, ErnestMode.RESUME);

    assertThat(problems(refused))
        .containsExactly(
            "/changes/1 cycle",
            "/changes/3 unreachable",
            "/changes/4/_provider missing-field",
            "/changes/5/x self-template",
            "/changes/6/_action unknown-value",
            "/changes/7/_state unknown-value",
            "/changes/8 duplicate-task",
            "/changes/8 unreachable",
            "/changes/9 unreachable",
            "/changes/9/_component_id missing-field",
            "/edges/10 self-dependency",
            "/edges/8/destination nothing-to-do",
            "/edges/9/source unknown-task");
    assertThat(refused.problems())
        .extracting(problem -> problem.message())
        .contains(
            "These wait for each other: a::2 -> a::3 -> a::2.",
            "There is no change \"a::11\".",
            "No edges lead to \"lonely::4\" from start, so it would never be run.",
            "Nothing is to be done with \"site::s\", so nothing comes before or after.");
  }

  @Test
  void refusesWhatHasNothingToRun() {
    assertThat(problems(toAgenda(plan(List.of(), edges()), ErnestMode.RESUME)))
        .containsExactly("/changes no-operations");
    var done = plan(List.of(component("a::a", "create", "completed")), edges());
    assertThat(problems(toAgenda(done, ErnestMode.RESUME)))
        .containsExactly("/changes no-operations");
    assertThat(dependencies(imported(done, ErnestMode.RESTART).document())).containsKey("a::a");
    assertThat(problems(toAgenda(Json.EMPTY, ErnestMode.RESUME)))
        .containsExactly("/changes missing-field");
    assertThat(problems(toAgenda(Json.of(1), ErnestMode.RESUME))).containsExactly(" wrong-type");
    assertThat(
            problems(
                toAgenda(
                    Json.object().put("changes", 1).put("edges", Json.texts(List.of("a"))).build(),
                    ErnestMode.RESUME)))
        .containsExactly("/changes wrong-type", "/edges/0 wrong-type");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void keepsEveryEdgeOfAnyPlan(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      int count = 1 + random.nextInt(30);
      var changes = new ArrayList<Json.Obj>();
      var edges = new ArrayList<String>();
      var want = new HashMap<String, Set<String>>();
      for (int i = 0; i < count; i++) {
        boolean isDone = random.nextInt(4) == 0;
        changes.add(component("c::" + i, "create", isDone ? "completed" : "waiting"));
        var before = new HashSet<String>();
        for (int j = 0; j < i; j++) {
          if (random.nextInt(4) == 0) {
            edges.add("c::" + j + "->c::" + i);
            before.add("c::" + j);
          }
        }
        if (!isDone) {
          want.put("c::" + i, before);
        }
      }
      want.values().forEach(before -> before.retainAll(want.keySet()));
      Collections.shuffle(changes, random);
      Collections.shuffle(edges, random);
      var outcome = toAgenda(plan(changes, edges(edges.toArray(String[]::new))), ErnestMode.RESUME);

      if (want.isEmpty()) {
        assertThat(problems(outcome)).containsExactly("/changes no-operations");
      } else {
        assertThat(dependencies(((Imported) outcome).document())).isEqualTo(want);
      }
    }
  }

  private static ImportOutcome toAgenda(Json plan, ErnestMode mode) {
    return ErnestPlan.toAgenda(
        plan, mode, ErnestHandlers.NONE, Optional.of(ErnestSimulation.PLAIN), TYPES);
  }

  private static Imported imported(Json plan) {
    return imported(plan, ErnestMode.RESUME);
  }

  private static Imported imported(Json plan, ErnestMode mode) {
    var outcome = toAgenda(plan, mode);
    assertThat(outcome).isInstanceOf(Imported.class);
    return (Imported) outcome;
  }

  private static List<String> problems(ImportOutcome outcome) {
    return ((Refused) outcome)
        .problems().stream().map(problem -> problem.path() + " " + problem.code()).toList();
  }

  private static Json at(Json value, String pointer) {
    return JsonPointer.parse(pointer).orElseThrow().find(value).orElseThrow();
  }

  private static Json.Obj operation(Json.Obj document, String name) {
    return operations(document).stream()
        .filter(operation -> operation.text("name").equals(Optional.of(name)))
        .findFirst()
        .orElseThrow();
  }

  private static List<Json.Obj> operations(Json.Obj document) {
    return ((Json.Arr) document.field("operations").orElseThrow())
        .items().stream().map(Json.Obj.class::cast).toList();
  }

  private static Map<String, Set<String>> dependencies(Json.Obj document) {
    var dependencies = new LinkedHashMap<String, Set<String>>();
    for (var operation : operations(document)) {
      var names = new HashSet<String>();
      if (operation.field("dependsOn").orElse(Json.NULL) instanceof Json.Arr(List<Json> items)) {
        items.forEach(item -> names.add(((Json.Str) item).value()));
      }
      dependencies.put(operation.text("name").orElseThrow(), names);
    }
    return dependencies;
  }
}
