package dev.fairlead.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.Body;
import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema of a document says what the rules say, as far as a schema can. */
class DocumentSchemaTest {
  private static final Validator SCHEMA = Validator.of(Body.AGENDA_DOCUMENT.schema());

  /** Which types are registered is beyond a schema. */
  private static final KnownTypes TYPES =
      KnownTypes.of(HandlerSpec.typesAt(EnumSet.allOf(HandlerSpec.Place.class))).everRegistered();

  /** What a schema can see; names, dependencies and references are beyond it. */
  private static final Set<ProblemCode> SEEN_BY_A_SCHEMA =
      EnumSet.of(
          ProblemCode.WRONG_TYPE,
          ProblemCode.MISSING_FIELD,
          ProblemCode.UNKNOWN_FIELD,
          ProblemCode.UNKNOWN_VALUE,
          ProblemCode.OUT_OF_RANGE,
          ProblemCode.TOO_LONG,
          ProblemCode.NOT_SUPPORTED_YET,
          ProblemCode.NO_OPERATIONS,
          ProblemCode.TOO_MANY_OPERATIONS,
          ProblemCode.BAD_NAME,
          ProblemCode.UNKNOWN_TYPE);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithTheRulesAboutAnyDocument(int seed) {
    var chance = new SplittableRandom(seed);
    int refused = 0;
    for (int i = 0; i < 250; i++) {
      Json document = new BentDocument(chance).document();
      List<Problem> problems = problems(document);
      List<String> complaints = SCHEMA.complaints(document);

      assertThat(complaints.isEmpty())
          .as("%s%nrules: %s%nschema: %s", JsonText.writePretty(document), problems, complaints)
          .isEqualTo(problems.isEmpty());
      refused += complaints.isEmpty() ? 0 : 1;
    }

    assertThat(refused).isBetween(50, 200);
  }

  @Test
  void takesEveryExample() throws IOException {
    List<Json.Obj> agendas = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("..", "examples"))) {
      for (Path file : files.filter(any -> any.toString().matches(".*[.](yaml|json)")).toList()) {
        // Not among them is what is there to be imported.
        if (JsonText.parseYaml(Files.readString(file)) instanceof Json.Obj document
            && document.field("operations").isPresent()) {
          agendas.add(document);
        }
      }
    }

    assertThat(agendas).isNotEmpty();
    for (Json.Obj agenda : agendas) {
      assertThat(SCHEMA.complaints(agenda)).as("%s", agenda.text("title")).isEmpty();
    }
  }

  private static List<Problem> problems(Json document) {
    return switch (DocumentRules.checkFrame(document, TYPES)) {
      case DocumentRules.Valid _ -> List.of();
      case DocumentRules.Invalid(List<Problem> problems) ->
          problems.stream().filter(problem -> SEEN_BY_A_SCHEMA.contains(problem.code())).toList();
    };
  }
}
