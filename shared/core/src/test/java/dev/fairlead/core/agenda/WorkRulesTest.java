package dev.fairlead.core.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkRulesTest {
  private static Json.Obj operation(String name, String... more) {
    var operation = Json.object().put("name", name).put("type", "log");
    for (int i = 0; i < more.length; i += 2) {
      operation.put(more[i], more[i + 1]);
    }
    return operation.build();
  }

  private static DocumentRules.Outcome check(Json.Obj... operations) {
    return DocumentRules.check(
        Json.object().put("operations", Json.array(List.of(operations))).build(), Set.of("log"));
  }

  private static List<OperationSpec> read(Json.Obj... operations) {
    return ((DocumentRules.Valid) check(operations)).document().operations();
  }

  private static List<String> problems(Json.Obj... operations) {
    return ((DocumentRules.Invalid) check(operations))
        .problems().stream()
            .map(problem ->
                problem.path()
                    + " "
                    + problem.code()
                    + problem.suggestion().map(text -> " " + text).orElse(""))
            .toList();
  }

  @Test
  void takesTypeAndNameWhereNothingElseIsSaid() {
    assertThat(read(operation("a")))
        .extracting(OperationSpec::work)
        .containsExactly(Optional.empty());
    assertThat(read(operation("a", "verb", "delete")))
        .extracting(OperationSpec::work)
        .containsExactly(Optional.of(new ComponentWork(Verb.DELETE, "log", "fairlead", "a")));
    assertThat(read(operation("a", "component", "vpc")).getFirst().work().orElseThrow().subject())
        .isEqualTo("vpc.run.fairlead");
    assertThat(
            read(operation("a", "verb", "find", "provider", "aws", "componentId", "vpc::a b"))
                .getFirst()
                .work())
        .contains(new ComponentWork(Verb.FIND, "log", "aws", "vpc::a b"));
  }

  @Test
  void tellsTheItemsOfAListApart() {
    var work = new ComponentWork(Verb.CREATE, "vm", "aws", "web");
    assertThat(work.element(3)).isEqualTo(new ComponentWork(Verb.CREATE, "vm", "aws", "web[3]"));
    var list =
        read(operation("a", "verb", "create")
                .with("forEach", Json.object().put("items", Json.texts(List.of("x"))).build()))
            .getFirst();
    assertThat(list.element("a[0]", 0, "item").work().orElseThrow().id()).isEqualTo("a[0]");
    assertThat(list.element("a[0]", 0, "item").sequentialGroup()).isEmpty();
  }

  @Test
  void refusesWhatIsNoVerbWordOrId() {
    assertThat(
            problems(
                operation("a", "verb", "craete"),
                operation("b", "component", "v.pc"),
                operation("c", "provider", ""),
                operation("d", "sequentialGroup", "g g"),
                operation("e", "componentId", " x"),
                operation("f", "componentId", "x".repeat(513))))
        .containsExactly(
            "/operations/0/verb unknown-value create",
            "/operations/1/component bad-name",
            "/operations/2/provider bad-name",
            "/operations/3/sequentialGroup bad-name",
            "/operations/4/componentId bad-name",
            "/operations/5/componentId too-long");
  }

  @Test
  void refusesAnApprovalThatMakesSomething() {
    var approval = Json.object().put("name", "a").put("type", "approval").put("verb", "create");
    var document = Json.object().put("operations", Json.array(List.of(approval.build()))).build();

    assertThat(DocumentRules.check(document, Set.of("approval")))
        .isInstanceOfSatisfying(
            DocumentRules.Invalid.class,
            invalid ->
                assertThat(invalid.problems())
                    .singleElement()
                    .satisfies(problem ->
                        assertThat(problem.path() + " " + problem.code())
                            .isEqualTo("/operations/0/verb not-supported-yet")));
  }

  @Test
  void refusesAGroupWhoseOrderGoesAgainstItsDependencies() {
    var dependsOnLater =
        operation("a", "sequentialGroup", "g").with("dependsOn", Json.texts(List.of("c")));
    var c = operation("c", "sequentialGroup", "g");

    assertThat(problems(dependsOnLater, operation("b"), c)).containsExactly("/operations/0 cycle");
    assertThat(read(dependsOnLater, operation("b"), operation("c", "sequentialGroup", "h")))
        .hasSize(3);
  }
}
