package dev.fairlead.core.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.planning.ComponentPlan.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ComponentPlanTest {
  private static final KnownTypes TYPES = KnownTypes.of(Set.of("simulate", "shell"));

  /** A shop: what stands on what. */
  private static final Map<String, List<String>> SHOP =
      Map.of(
          "vpc", List.of(),
          "gateway", List.of("vpc"),
          "firewall-vm", List.of("vpc"),
          "firewall-lb", List.of("vpc"),
          "network", List.of("gateway"),
          "instance", List.of("firewall-vm", "network"),
          "lb", List.of("firewall-lb", "network", "instance"));

  @Test
  @Tag("S14")
  void deletesInTheOppositeOrderOfCreation() {
    assertThat(edges(ComponentSet.EMPTY, set(SHOP)))
        .containsExactlyInAnyOrder(
            "create vpc -> create gateway",
            "create vpc -> create firewall-vm",
            "create vpc -> create firewall-lb",
            "create gateway -> create network",
            "create firewall-vm -> create instance",
            "create network -> create instance",
            "create firewall-lb -> create lb",
            "create network -> create lb",
            "create instance -> create lb");
    assertThat(edges(set(SHOP), ComponentSet.EMPTY))
        .containsExactlyInAnyOrder(
            "delete gateway -> delete vpc",
            "delete firewall-vm -> delete vpc",
            "delete firewall-lb -> delete vpc",
            "delete network -> delete gateway",
            "delete instance -> delete firewall-vm",
            "delete instance -> delete network",
            "delete lb -> delete firewall-lb",
            "delete lb -> delete network",
            "delete lb -> delete instance");
  }

  @Test
  @Tag("S14")
  void leavesAloneWhatIsAsItIsWanted() {
    var more = new TreeMap<>(SHOP);
    more.put("instance-2", List.of("network"));

    assertThat(names(set(SHOP), set(more))).containsExactly("create instance-2");
    assertThat(edges(set(SHOP), set(more))).isEmpty();
  }

  @Test
  @Tag("S14")
  void deletesWhatSomethingStoodOnOnceThatIsMoved() {
    var before = Map.of("old", List.<String>of(), "web", List.of("old"));
    var after = Map.of("new", List.<String>of(), "web", List.of("new"));

    assertThat(edges(set(before), set(after)))
        .containsExactlyInAnyOrder("create new -> update web", "update web -> delete old");
  }

  @Test
  void picksTheHandlerByKindVerbAndProvider() {
    var handlers = Map.of("thing.create.aws", "shell");

    var planned = ComponentPlan.toAgenda(ComponentSet.EMPTY, one(), handlers, false, TYPES);
    var unknown = ComponentPlan.toAgenda(one(), ComponentSet.EMPTY, handlers, false, TYPES);

    assertThat(operations(planned).getFirst().text("type")).contains("shell");
    assertThat(operations(planned).getFirst().text("componentId")).contains("a");
    assertThat(problems(unknown)).containsExactly("/components/0 no-handler");
  }

  @Test
  void refusesWhatCannotBePlanned() {
    var round = set(Map.of("a", List.of("b"), "b", List.of("a")));

    assertThat(problems(plan(ComponentSet.EMPTY, round)))
        .singleElement()
        .satisfies(problem -> assertThat(problem).endsWith(" cycle"));
    assertThat(problems(plan(one(), one()))).containsExactly(" no-operations");
  }

  @Test
  void namesEveryProblemOfASet() {
    var findings = new Findings();
    ComponentSet.read(
        Json.object()
            .put("inventri", "x")
            .put(
                "components",
                Json.array(
                    List.of(
                        Json.of(1),
                        Json.object().put("id", "a").put("component", "c").build(),
                        component("b", List.of("nobody")),
                        component("b", List.of()),
                        ((Json.Obj) component("d", List.of())).with("dependsOn", Json.of("b")))))
            .build(),
        findings);
    ComponentSet.read(Json.of(1), findings);

    assertThat(findings.problems())
        .extracting(problem -> problem.path() + " " + problem.code())
        .containsExactlyInAnyOrder(
            " wrong-type",
            "/components/0 wrong-type",
            "/components/1/provider missing-field",
            "/components/2/dependsOn unknown-dependency",
            "/components/3/id duplicate-name",
            "/components/4/dependsOn wrong-type",
            "/inventri unknown-field");
  }

  private static ComponentSet one() {
    return set(Map.of("a", List.of()));
  }

  private static ComponentSet set(Map<String, List<String>> dependencies) {
    var components = new ArrayList<Json>();
    new TreeMap<>(dependencies).forEach((id, on) -> components.add(component(id, on)));
    var findings = new Findings();
    var set =
        ComponentSet.read(
            Json.object().put("components", Json.array(components)).build(), findings);
    assertThat(findings.problems()).isEmpty();
    return set;
  }

  private static Json component(String id, List<String> dependsOn) {
    return Json.object()
        .put("id", id)
        .put("component", "thing")
        .put("provider", "aws")
        .put("dependsOn", Json.texts(dependsOn))
        .build();
  }

  private static Outcome plan(ComponentSet current, ComponentSet wanted) {
    return ComponentPlan.toAgenda(current, wanted, Map.of(), true, TYPES);
  }

  private static List<Json.Obj> operations(Outcome outcome) {
    var document = ((Outcome.Planned) outcome).document();
    return ((Json.Arr) document.field("operations").orElseThrow())
        .items().stream().map(Json.Obj.class::cast).toList();
  }

  private static List<String> names(ComponentSet current, ComponentSet wanted) {
    return operations(plan(current, wanted)).stream()
        .map(operation -> operation.text("name").orElseThrow())
        .toList();
  }

  private static Set<String> edges(ComponentSet current, ComponentSet wanted) {
    var edges = new TreeSet<String>();
    for (Json.Obj operation : operations(plan(current, wanted))) {
      if (operation.field("dependsOn").orElse(Json.NULL) instanceof Json.Arr(List<Json> before)) {
        before.forEach(name ->
            edges.add(((Json.Str) name).value() + " -> " + operation.text("name").orElseThrow()));
      }
    }
    return edges;
  }

  private static List<String> problems(Outcome outcome) {
    return ((Outcome.Refused) outcome)
        .problems().stream()
            .map((Problem problem) -> problem.path() + " " + problem.code())
            .toList();
  }
}
