package dev.fairlead.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateRulesTest {
  private static final KnownTypes TYPES =
      KnownTypes.of(Set.of("log", "shell", "agenda", "updateAgenda"));
  private static final Json PAYLOAD =
      Json.object()
          .put("s", "text")
          .put("n", 7)
          .put("yes", true)
          .put("list", Json.array(List.of(Json.of(1), Json.of("two"))))
          .put("gt", "foo>")
          .put("secret", "@<secret:key>")
          .put("half", "<secret:key>")
          .put("deep", Json.array(List.of(Json.object().put("x", "a @<b.out>").build())))
          .build();

  /** Where the document language has a place for a payload's value, and where not. */
  @ParameterizedTest
  @CsvSource({
    "/title, true",
    "/linkId, true",
    "/externalId, true",
    "/priority, true",
    "/params/externalId, true",
    "/operations/0/payload, true",
    "/operations/0/payload/command/2, true",
    "/operations/0/forEach/items, true",
    "/finally/0/payload/x, true",
    "/customerId, false",
    "/onFailure, false",
    "/timeout, false",
    "/defaultInsight, false",
    "/agendaInsight/insightId, false",
    "/resourcePool, false",
    "/pool, false",
    "/params/doNotRun, false",
    "/params/tier, false",
    "/title/x, false",
    "/operations, false",
    "/operations/0, false",
    "/operations/0/name, false",
    "/operations/0/type, false",
    "/operations/0/blueprint, false",
    "/operations/0/when, false",
    "/operations/0/dependsOn/0, false",
    "/operations/0/params/dependsOn, false",
    "/operations/0/retry/maxAttempts, false",
    "/operations/0/requests/cpu, false",
    "/operations/0/forEach/maxConcurrency, false",
    "/fieldOfALaterRelease, false",
  })
  void aPayloadDecidesOnlyWhatIsOpen(String place, boolean isOpen) {
    assertThat(OpenPlaces.contains(JsonPointer.parse(place).orElseThrow().tokens(), false))
        .isEqualTo(isOpen);
  }

  @ParameterizedTest
  @CsvSource({
    "/operations/0/payload, false",
    "/operations/0/payload/agenda, false",
    "/operations/0/payload/customerId, false",
    "/operations/0/payload/operations/0/type, false",
    "/operations/0/payload/operations/0/payload/message, true",
    "/operations/0/payload/payload/x, true",
  })
  void documentsInsidePayloadsAreClosedInTheSameWay(String place, boolean isOpen) {
    var tokens = JsonPointer.parse(place).orElseThrow().tokens();

    assertThat(OpenPlaces.contains(tokens, true)).isEqualTo(isOpen);
    assertThat(OpenPlaces.contains(tokens, false)).isTrue();
  }

  @Test
  void anOperationThatBringsOthersHoldsDocuments() {
    var generator = Json.object().put("agenda.operation.generator", Json.EMPTY).build();
    var operation = Json.object().put("type", "log").build();

    assertThat(OpenPlaces.holdsDocuments(operation)).isFalse();
    assertThat(OpenPlaces.holdsDocuments(operation.with("type", Json.of("agenda")))).isTrue();
    assertThat(OpenPlaces.holdsDocuments(operation.with("type", Json.of("updateAgenda")))).isTrue();
    assertThat(OpenPlaces.holdsDocuments(operation.with("params", generator))).isTrue();
  }

  @Test
  void aPayloadMayBringTheItemsOfAForEach() {
    var forEach = Json.object().put("items", "@<pop.payload::/list>").put("as", "r").build();
    var operation =
        Json.object()
            .put("name", "a")
            .put("type", "log")
            .put("forEach", forEach)
            .put("payload", Json.object().put("m", "@<r> of @<pop.payload::/s>").build())
            .build();
    var template =
        template(Json.object().put("operations", Json.array(List.of(operation))).build());

    assertThat(problems(template)).isEmpty();
    assertThat(
            JsonPointer.parse("/operations/0/forEach/items")
                .orElseThrow()
                .find(document(valid(template))))
        .contains(Json.array(List.of(Json.of(1), Json.of("two"))));
    assertThat(
            JsonPointer.parse("/operations/0/payload/m")
                .orElseThrow()
                .find(document(valid(template))))
        .contains(Json.of("@<r> of text"));
  }

  @Test
  void refusesAReferenceWhereNoPayloadDecides() {
    assertThat(
            problems(
                template(
                    Json.object()
                        .put("customerId", "@<pop.payload::/c>")
                        .put(
                            "params", Json.object().put("x", "@<pop.transformRequest::/c>").build())
                        .put("operations", operations("@<pop.payload::/t>", "@<pop.payload>"))
                        .build())))
        .contains(
            "/agenda/customerId not-open",
            "/agenda/params/x not-open",
            "/agenda/operations/0/type not-open")
        .noneMatch(problem -> problem.startsWith("/agenda/operations/0/payload"));
  }

  @Test
  void opensNoPlaceByAnAliasOfTheType() {
    assertThat(problems(template(agenda("@<kind>", Json.of("@<pop.payload::/agenda>")))))
        .contains("/agenda/operations/0/payload/m not-open");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @<pop.payload::/s>                    | "text"
          @<pop.transformRequest::/n>           | 7
          @<pop.payload::/yes>                  | true
          @<pop.payload::/list>                 | [1,"two"]
          @<pop.payload::/list/1> and @<region> | "two and eu"
          @<pop.payload::/none?>                | null
          @<pop.payload::/none?=[2]>            | [2]
          @<pop.payload::/none?x>@<pop.payload::/n> | "x7"
          @<region>                             | "eu"
          @<op.out::/x>                         | "@<op.out::/x>"
          @<op.out::/x?@b> at @<region>         | "@<op.out::/x?@b> at eu"
          @<pop.agendaId>                       | "@<pop.agendaId>"
          @<secret:key>                         | "@<secret:key>"
          """)
  void replacesWhatIsTheTemplatesAndLeavesTheRest(String text, String want) {
    assertThat(expanded(text)).isEqualTo(json(want));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @<pop.payload::/none>             | unresolved-pointer
          a @<pop.payload::/none> b         | unresolved-pointer
          @<region::/x>                     | unresolved-pointer
          x @<pop.payload::/list>           | composite-value
          @<pop.payload::/secret>           | reference-in-payload
          x @<pop.payload::/secret>         | reference-in-payload
          @@<pop.payload::/half>            | reference-in-payload
          @<pop.payload>                    | reference-in-payload
          @<pop.payload::/deep>             | reference-in-payload
          @<op.out?x>@<pop.payload::/gt>    | reference-in-payload
          @<secret:@<pop.payload::/s>>      | bad-reference
          @<pop.payload::/~x>               | bad-reference
          """)
  void refusesWhatCantBeReplacedOrWouldBeReadAsAReference(String text, String code) {
    assertThat(TemplateExpansion.expand(of(text), PAYLOAD))
        .isInstanceOfSatisfying(
            TemplateExpansion.Unresolvable.class,
            refused ->
                assertThat(told(refused.problems()))
                    .contains("/agenda/operations/0/payload/m " + code));
  }

  @Test
  void givesATitleToAnAgendaWithoutOne() {
    var blank = agenda("log", Json.of("x")).with("title", Json.of(" "));
    var own = agenda("log", Json.of("x")).with("title", Json.of("own"));

    assertThat(title(template(agenda("log", Json.of("x"))))).isEqualTo(Json.of("of template"));
    assertThat(title(template(blank))).isEqualTo(Json.of("of template"));
    assertThat(title(template(own))).isEqualTo(Json.of("own"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pop.payload", "pop.transformRequest", "pop.agendaId", "pop.operationName"})
  void refusesAStaticParameterThatIsDuplicated(String name) {
    var statics = Json.object().put(name, 1).build();

    assertThat(TemplateRules.check(template().with("staticParameters", statics), TYPES))
        .isInstanceOfSatisfying(
            TemplateRules.Invalid.class,
            refused ->
                assertThat(refused.problems().getFirst().message())
                    .startsWith("Parameter [" + name + "] is duplicated"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a::b", "a?", "a>", "@<a", "a.out", "secret:x"})
  void refusesAStaticParameterThatNoReferenceCouldName(String name) {
    var statics = Json.object().put(name, 1).build();

    assertThat(problems(template().with("staticParameters", statics)))
        .allMatch(problem -> problem.endsWith(" bad-parameter"))
        .hasSize(1);
  }

  @Test
  void checksTheAgendaBeforeThereIsAPayload() {
    var agenda =
        Json.object()
            .put("priority", "@<pop.payload::/n>")
            .put("operations", operations("shel", "@<nobody.out> @<pop.payload::/s>"))
            .put("titel", "x")
            .build();

    assertThat(problems(template(agenda)))
        .containsExactlyInAnyOrder(
            "/agenda/operations/0/payload/m unknown-reference",
            "/agenda/operations/0/type unknown-type",
            "/agenda/titel unknown-field");
  }

  @Test
  void takesPopsTemplatesAsTheyAre() {
    var pops = template();
    for (String field : List.of("id", "cid", "addedTime", "params", "isDefaultTemplate")) {
      pops = pops.with(field, Json.NULL);
    }
    pops = pops.with("isGlobal", Json.of(false)).with("allowedCustomerIds", Json.array(List.of()));

    assertThat(problems(pops)).isEmpty();
    assertThat(problems(pops.with("isGlobal", Json.of(true)))).isEmpty();
    assertThat(problems(pops.with("allowedCustomerIds", Json.texts(List.of("globex"))))).isEmpty();
    assertThat(problems(pops.with("isGlobal", Json.of(1)))).containsExactly("/isGlobal wrong-type");
    assertThat(problems(pops.with("allowedCustomerIds", Json.texts(List.of("globex", "a b")))))
        .containsExactly("/allowedCustomerIds/1 invalid-customer");
  }

  @Test
  void refusesWhatIsNoTemplate() {
    assertThat(problems(Json.array(List.of()))).containsExactly(" wrong-type");
    assertThat(problems(Json.EMPTY)).containsExactly("/agenda missing-field");
    assertThat(
            problems(
                template()
                    .with("parameters", Json.of(true))
                    .with("staticParameters", Json.array(List.of()))
                    .with("agenda", Json.of("x"))))
        .containsExactly(
            "/agenda wrong-type", "/parameters wrong-type", "/staticParameters wrong-type");
  }

  @Test
  void boundsWhatComesOut() {
    var mebibyte = Json.of("x".repeat(1024 * 1024));
    var many = new ArrayList<Json>();
    for (int i = 0; i < 6; i++) {
      many.add(Json.of("@<pop.payload::/big>"));
    }
    var template = valid(template(agenda("log", Json.array(many))));

    assertThat(TemplateExpansion.expand(template, Json.object().put("big", mebibyte).build()))
        .isInstanceOfSatisfying(
            TemplateExpansion.Unresolvable.class,
            refused ->
                assertThat(told(refused.problems()))
                    .contains("/agenda/operations/0/payload/m/5 too-large"));
  }

  private static Json expanded(String text) {
    return JsonPointer.parse("/operations/0/payload/m")
        .orElseThrow()
        .find(document(of(text)))
        .orElseThrow();
  }

  private static Json title(Json.Obj template) {
    return document(valid(template)).field("title").orElseThrow();
  }

  private static Json.Obj document(AgendaTemplate template) {
    return switch (TemplateExpansion.expand(template, PAYLOAD)) {
      case TemplateExpansion.Expanded(Json.Obj document) -> document;
      case TemplateExpansion.Unresolvable refused -> throw new AssertionError(refused);
    };
  }

  /** Also of a text that no template may hold. */
  private static AgendaTemplate of(String text) {
    var valid = valid(template());
    return new AgendaTemplate(
        valid.title(),
        valid.staticParameters(),
        valid.parameters(),
        agenda("log", Json.of(text)),
        valid.canonical());
  }

  private static AgendaTemplate valid(Json template) {
    return switch (TemplateRules.check(template, TYPES)) {
      case TemplateRules.Valid(AgendaTemplate valid) -> valid;
      case TemplateRules.Invalid refused -> throw new AssertionError(refused);
    };
  }

  private static List<String> problems(Json template) {
    return switch (TemplateRules.check(template, TYPES)) {
      case TemplateRules.Valid _ -> List.of();
      case TemplateRules.Invalid(var problems) -> told(problems);
    };
  }

  private static List<String> told(List<Problem> problems) {
    return problems.stream().map(problem -> problem.path() + " " + problem.code()).toList();
  }

  private static Json.Obj template() {
    return template(agenda("log", Json.of("x")));
  }

  private static Json.Obj template(Json.Obj agenda) {
    return Json.object()
        .put("title", "of template")
        .put("staticParameters", Json.object().put("region", "eu").put("kind", "agenda").build())
        .put("agenda", agenda)
        .build();
  }

  private static Json.Obj agenda(String type, Json message) {
    return Json.object().put("operations", operations(type, message)).build();
  }

  private static Json operations(String type, String message) {
    return operations(type, Json.of(message));
  }

  private static Json operations(String type, Json message) {
    return Json.array(
        List.of(
            Json.object()
                .put("name", "a")
                .put("type", type)
                .put("payload", Json.object().put("m", message).build())
                .build()));
  }

  private static Json json(String text) {
    return switch (text) {
      case "7" -> Json.of(7);
      case "true" -> Json.of(true);
      case "null" -> Json.NULL;
      case "[2]" -> Json.array(List.of(Json.of(2)));
      case "[1,\"two\"]" -> Json.array(List.of(Json.of(1), Json.of("two")));
      default -> Json.of(text.substring(1, text.length() - 1));
    };
  }
}
