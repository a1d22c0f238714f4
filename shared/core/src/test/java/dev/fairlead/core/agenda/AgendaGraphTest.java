package dev.fairlead.core.agenda;

import static dev.fairlead.core.agenda.JsonFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgendaGraphTest {
  /** a -> c -> d by list and reference, b on its own, e waits for b. */
  private static final AgendaGraph GRAPH =
      AgendaGraph.of(
          document(
              operation("e", List.of("B"), "{}"),
              operation("d", List.of(), "{'x':'@<C.out::/p>','y':'@<a.out> @<c.out>'}"),
              operation("c", List.of("a"), "'@<a.out>'"),
              operation("b", List.of(), "{}"),
              operation("a", List.of(), "'@<gone.out?>'")));

  @Test
  void joinsDependenciesAndReferencesInTheDocumentsSpelling() {
    assertThat(GRAPH.dependencies("d")).containsExactly("c", "a");
    assertThat(GRAPH.dependencies("C")).containsExactly("a");
    assertThat(GRAPH.dependencies("e")).containsExactly("b");
    assertThat(GRAPH.dependencies("a")).isEmpty();
  }

  @Test
  void namesDependantsInDocumentOrder() {
    assertThat(GRAPH.dependants("a")).containsExactly("d", "c");
    assertThat(GRAPH.allDependants("A")).containsExactly("d", "c");
    assertThat(GRAPH.allDependants("d")).isEmpty();
  }

  @Test
  void ordersByDependencyThenByDocument() {
    assertThat(GRAPH.operations()).containsExactly("e", "d", "c", "b", "a");
    assertThat(GRAPH.topologicalOrder()).containsExactly("b", "e", "a", "c", "d");
  }

  @Test
  void findsNamesIgnoringCase() {
    assertThat(GRAPH.find("E")).contains("e");
    assertThat(GRAPH.find("gone")).isEmpty();
    assertThatThrownBy(() -> GRAPH.dependencies("gone"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void findsTheLongestChain() {
    var seconds = Map.of("a", 1, "b", 5, "c", 2, "d", 3, "e", 0);

    var path = GRAPH.criticalPath(name -> Duration.ofSeconds(seconds.getOrDefault(name, 0)));

    assertThat(path.operations()).containsExactly("a", "c", "d");
    assertThat(path.length()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void copesWithTenThousandInAChainGivenBackwards() {
    int count = 10_000;
    var operations = new ArrayList<OperationSpec>();
    for (int i = 0; i < count; i++) {
      operations.add(operation("op" + i, i + 1 < count ? List.of("op" + (i + 1)) : List.of(), "0"));
    }

    var graph = AgendaGraph.of(document(operations.toArray(OperationSpec[]::new)));

    assertThat(graph.topologicalOrder()).startsWith("op9999").endsWith("op0").hasSize(count);
    assertThat(graph.criticalPath(_ -> Duration.ofMillis(1)).length())
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(graph.allDependants("op9999")).hasSize(count - 1);
  }

  private static AgendaDocument document(OperationSpec... operations) {
    return new AgendaDocument(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        1,
        FailurePolicy.DRAIN,
        Optional.empty(),
        Optional.empty(),
        1,
        Backoff.NONE,
        false,
        Optional.empty(),
        Amounts.NONE,
        List.of(operations),
        Json.EMPTY);
  }

  private static OperationSpec operation(String name, List<String> dependsOn, String payload) {
    return new OperationSpec(
        name,
        "log",
        Phase.MAIN,
        json(payload),
        dependsOn,
        RetryPolicy.ONCE,
        Timeouts.NONE,
        Expansion.NONE,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Amounts.NONE,
        Amounts.NONE,
        Json.EMPTY);
  }
}
