package dev.fairlead.core.imports;

import static dev.fairlead.core.imports.Plans.change;
import static dev.fairlead.core.imports.Plans.component;
import static dev.fairlead.core.imports.Plans.edges;
import static dev.fairlead.core.imports.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.imports.ImportOutcome.Imported;
import dev.fairlead.core.imports.ImportOutcome.Note;
import dev.fairlead.core.imports.ImportOutcome.Refused;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErnestTemplatesTest {
  private static final String VPC = "components.#[_component_id=\"vpc::p\"]";

  /** Components around one change {@code net::n} that reads something. */
  private static Json.Obj reading(String text) {
    return plan(
            List.of(change("net::n", "create", "read", text, "self", "$(changes.0.self)x")),
            edges(),
            component("site::s", "none", "waiting", "region", "eu", "again", "$(options.k)")
                .with("zones", Json.texts(List.of("a", "b")))
                .with("size", Json.of(42)),
            component("credentials::c", "none", "waiting", "region", "eu", "aws_key_id", "AK"))
        .with(
            "options",
            Json.object().put("k", "deep").put("flag", true).put("db_password", "pw").build())
        .with(
            "lst",
            Json.array(
                List.of(
                    Json.object().put("id", "i1").build(), Json.object().put("id", "i2").build())));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "$(id) | \"svc1\"",
        "$(options.k) | \"deep\"",
        "$(options.flag) | true",
        "$(lst.0.id) | \"i1\"",
        "$(lst.#) | 2",
        "$(lst.#.id) | [\"i1\",\"i2\"]",
        "$(components.0.size) | 42",
        "$(components.#[_component_id=\"site::s\"].zones.1) | \"b\"",
        "$(components.#(_component==\"site\").again) | \"deep\"",
        "$(components.1.region) | \"eu\"",
        "pre-$(id) | \"pre-$(id)\"",
        "$(id)x | \"$(id)x\"",
        "$() | \"$()\""
      },
      delimiter = '|')
  void putsInWhatIsThere(String text, String value) {
    assertThat(written(at(imported(reading(text)), "net::n", "read"))).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({
    "$(nowhere), unresolved-template",
    "$(components.7.x), unresolved-template",
    "$(components.0.x), unresolved-template",
    "$(components), unresolved-template",
    "$(components.#), unresolved-template",
    "$(components.#[_component_id=\"net::n\"].read), unresolved-template",
    "$(changes.0.read), self-template",
    "$(lst.#[id=\"i1\"]#), bad-template",
    "$(lst.*), bad-template",
    "$(components.1), clear-credential",
    "$(options), clear-credential",
    "@<vpc.out>, bad-reference"
  })
  void refusesWhatCannotBeCarriedOver(String text, String code) {
    assertThat(problems(reading(text))).containsExactly("/changes/0/read " + code);
  }

  @Test
  void asksForCredentialsAsSecrets() {
    var plan =
        plan(
            List.of(
                change("db::d", "create", "user", "$(components.0.user)", "password", "hunter2")
                    .with("nested", Json.object().put("api_token", "hunter2").build())
                    .with("again", Json.of("$(components.0.password)"))
                    .with("pin", Json.of("$(options.secret_pin)"))
                    .with("db_password", Json.of("$(options.k)"))
                    .with("is_secret", Json.of(true))
                    .with("empty_secret", Json.of(""))),
            edges(),
            component("credentials::c", "none", "waiting", "user", "$(options.user)")
                .with("password", Json.of("hunter2")));
    var imported =
        imported(
            plan.with(
                "options",
                Json.object()
                    .put("user", "hunter2")
                    .put("secret_pin", 12345678)
                    .build()
                    .with("k", Json.of("hunter2"))));

    assertThat(imported.document().toString()).doesNotContain("hunter2").doesNotContain("12345678");
    assertThat(at(imported, "db::d", "user")).isEqualTo(Json.of("@<secret:credentials.c.user>"));
    assertThat(at(imported, "db::d", "password")).isEqualTo(Json.of("@<secret:db.d.password>"));
    assertThat(at(imported, "db::d", "nested/api_token"))
        .isEqualTo(Json.of("@<secret:db.d.nested.api_token>"));
    assertThat(at(imported, "db::d", "again"))
        .isEqualTo(Json.of("@<secret:credentials.c.password>"));
    assertThat(at(imported, "db::d", "pin")).isEqualTo(Json.of("@<secret:options.secret_pin>"));
    assertThat(at(imported, "db::d", "db_password"))
        .isEqualTo(Json.of("@<secret:db.d.db_password>"));
    assertThat(at(imported, "db::d", "is_secret")).isEqualTo(Json.of(true));
    assertThat(at(imported, "db::d", "empty_secret")).isEqualTo(Json.of(""));
    assertThat(imported.notes())
        .filteredOn(note -> note.what().startsWith("Credentials"))
        .singleElement()
        .satisfies(note -> assertThat(note.which()).hasSize(6));
  }

  @Test
  void givesEverySecretANameOfItsOwn() {
    var secrets = new ErnestSecrets();
    var long1 = "x".repeat(70);

    assertThat(
            List.of(
                secrets.reference(List.of("a::b", "token")),
                secrets.reference(List.of("a.b", "token")),
                secrets.reference(List.of("a::b", "token")),
                secrets.reference(List.of(long1)),
                secrets.reference(List.of(long1 + "x")),
                secrets.reference(List.of("\u00fc\u00fc"))))
        .containsExactly(
            Json.of("@<secret:a.b.token>"),
            Json.of("@<secret:a.b.token-2>"),
            Json.of("@<secret:a.b.token>"),
            Json.of("@<secret:" + "x".repeat(64) + ">"),
            Json.of("@<secret:" + "x".repeat(62) + "-2>"),
            Json.of("@<secret:credential>"));
  }

  @Test
  void takesWhatAnotherChangeMakesFromItsOutput() {
    var imported =
        imported(
            plan(
                List.of(
                    change("vpc::p", "create"),
                    change("net::n", "create", "vpc", "$(" + VPC + ".vpc_aws_id)"),
                    change("net::m", "create", "vpc", "$(" + VPC + ".ids.0)")),
                edges("vpc::p->net::n")));

    assertThat(at(imported, "net::n", "vpc")).isEqualTo(Json.of("@<vpc.p.out::/vpc_aws_id>"));
    // Without an edge the reference is what makes it wait.
    assertThat(at(imported, "net::m", "vpc")).isEqualTo(Json.of("@<vpc.p.out::/ids/0>"));
    assertThat(imported.notes())
        .containsExactly(
            new Note(
                "Named anew, because references can't hold ::, ?, < or >",
                List.of("vpc::p -> vpc.p")));
  }

  @Test
  void readsWhatIsDeletedLaterAsItIs() {
    var plan =
        plan(
            List.of(
                change("vpc::p", "delete"),
                change("net::n", "delete", "vpc", "$(" + VPC + ".vpc_aws_id)")),
            edges("net::n->vpc::p"),
            component("vpc::p", "delete", "waiting", "vpc_aws_id", "vpc-1"));

    assertThat(at(imported(plan), "net::n", "vpc")).isEqualTo(Json.of("vpc-1"));
    assertThat(problems(plan.with("edges", edges("vpc::p->net::n"))))
        .containsExactly("/changes/1/vpc unresolved-template");
  }

  @Test
  void readsWhatIsUpdatedLaterAsItIsAndAfterwardsAsItBecame() {
    var plan =
        plan(
            List.of(
                change("vpc::p", "update"),
                change("net::n", "update", "vpc", "$(" + VPC + ".size)")),
            edges("net::n->vpc::p"),
            component("vpc::p", "update", "completed", "size", "small"));

    assertThat(at(imported(plan), "net::n", "vpc")).isEqualTo(Json.of("small"));
    assertThat(at(imported(plan.with("edges", edges("vpc::p->net::n"))), "net::n", "vpc"))
        .isEqualTo(Json.of("@<vpc.p.out::/size>"));
  }

  @Test
  void readsWhatACompletedChangeMade() {
    var plan =
        plan(
            List.of(
                component("vpc::p", "create", "completed", "vpc_aws_id", "vpc-9"),
                change("net::n", "create", "vpc", "$(" + VPC + ".vpc_aws_id)")),
            edges("vpc::p->net::n"));

    assertThat(at(imported(plan), "net::n", "vpc")).isEqualTo(Json.of("vpc-9"));
  }

  @Test
  void refusesTemplatesThatLeadInACircle() {
    var plan =
        plan(
            List.of(
                change("a::a", "create", "x", "$(changes.1.x)"),
                change("b::b", "create", "x", "$(changes.0.x)")),
            edges());

    assertThat(problems(plan))
        .containsExactly("/changes/0/x self-template", "/changes/1/x self-template");
    var outputs =
        plan(
            List.of(
                change("a::a", "create", "x", "$(components.#[_component_id=\"b::b\"].x)"),
                change("b::b", "create", "x", "$(components.#[_component_id=\"a::a\"].x)")),
            edges());
    assertThat(problems(outputs)).containsExactly("/changes/0 cycle");
  }

  @Test
  @Tag("S8")
  void looksUpWhatIsOnlyFoundWhileThePlanRuns() {
    var found = "$(components.#[_component_id=\"vpc::p\"].aws_id)";
    var plan =
        plan(
            List.of(
                change("query::all", "find"),
                change("net::n", "create", "vpc", found, "again", found)),
            edges("query::all->net::n"));

    var imported = imported(plan);

    assertThat(at(imported, "net::n", "vpc")).isEqualTo(Json.of("@<look up 1.out::/aws_id>"));
    assertThat(at(imported, "net::n", "again")).isEqualTo(Json.of("@<look up 1.out::/aws_id>"));
  }

  @Test
  @Tag("S8")
  void refusesWhatNothingBeforeCanFind() {
    var found = "$(components.#[_component_id=\"vpc::p\"].aws_id)";
    var plan =
        plan(
            List.of(change("query::all", "find"), change("net::n", "create", "vpc", found)),
            edges("net::n->query::all"));

    assertThat(problems(plan)).containsExactly("/changes/1/vpc unresolved-template");
  }

  @Test
  void picksTheProviderByATemplate() {
    var plan =
        plan(
            List.of(change("vpc::p", "create").with("_provider", Json.of("$(options.provider)"))),
            edges());

    var imported = imported(plan.with("options", Json.object().put("provider", "azure").build()));

    assertThat(JsonPointer.parse("/operations/0/provider").orElseThrow().find(imported.document()))
        .contains(Json.of("azure"));
    assertThat(problems(plan)).containsExactly("/changes/0/_provider unresolved-template");
  }

  @Test
  void refusesTemplatesThatPutInMoreThanAnAgendaHolds() {
    var big = "x".repeat(400_000);
    var changes =
        IntStream.range(0, 20)
            .mapToObj(i -> change("a::" + i, "create", "x", "$(options.big)"))
            .toList();
    var plan = plan(changes, edges()).with("options", Json.object().put("big", big).build());

    assertThat(problems(plan)).hasSize(7).allMatch(problem -> problem.endsWith(" too-large"));
  }

  private static ImportOutcome toAgenda(Json plan) {
    return ErnestPlan.toAgenda(
        plan,
        ErnestMode.RESUME,
        ErnestHandlers.NONE,
        Optional.of(ErnestSimulation.PLAIN),
        KnownTypes.of(Set.of("simulate", "transform")));
  }

  private static Imported imported(Json plan) {
    assertThat(toAgenda(plan)).isInstanceOf(Imported.class);
    return (Imported) toAgenda(plan);
  }

  private static List<String> problems(Json plan) {
    return ((Refused) toAgenda(plan))
        .problems().stream().map(problem -> problem.path() + " " + problem.code()).toList();
  }

  /** A field of what a change answers. */
  private static Json at(Imported imported, String name, String field) {
    var operations = (Json.Arr) imported.document().field("operations").orElseThrow();
    return operations.items().stream()
        .filter(one -> ((Json.Obj) one).text("name").equals(Optional.of(name)))
        .flatMap(
            one -> JsonPointer.parse("/payload/result/" + field).orElseThrow().find(one).stream())
        .findFirst()
        .orElseThrow();
  }

  private static String written(Json value) {
    return switch (value) {
      case Json.Str(String text) -> '"' + text + '"';
      case Json.Num number -> number.value().toPlainString();
      case Json.Bool truth -> Boolean.toString(truth.value());
      case Json.Arr(List<Json> items) ->
          items.stream()
              .map(ErnestTemplatesTest::written)
              .collect(Collectors.joining(",", "[", "]"));
      case Json.Obj _, Json.Null _ -> value.toString();
    };
  }
}
