package dev.fairlead.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import dev.fairlead.catalog.Body;
import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.catalog.Route.Access;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.error.SourcePosition;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.OperationOutcome;
import dev.fairlead.core.run.OperationState;
import dev.fairlead.endpoint.HttpStatus;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.ProblemJson;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schemas are schemas, their words are the program's, and the API is an OpenAPI document. */
class SchemasTest {
  private static final Validator META =
      Validator.at(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

  private static final Json.Obj COMPONENTS = Schemas.components();

  @ParameterizedTest
  @EnumSource(Body.class)
  void everySchemaIsOne(Body body) {
    assertThat(META.complaints(body.schema())).isEmpty();
    assertThat(META.complaints("{\"type\": \"objekt\"}")).isNotEmpty();
  }

  @Test
  void theDocumentIsOpenApi() {
    var read = new OpenAPIV3Parser().readContents(JsonText.write(OpenApi.document()));

    assertThat(read.getMessages()).isEmpty();
    assertThat(read.getOpenAPI().getPaths()).isNotEmpty();
  }

  @Test
  void aDocumentThatIsNotOpenApiIsSeen() {
    var broken = OpenApi.document().with("paths", Json.object().put("/x", "GET").build());

    assertThat(new OpenAPIV3Parser().readContents(JsonText.write(broken)).getMessages())
        .isNotEmpty();
  }

  @Test
  void wordsAreThoseOfTheProgram() {
    assertThat(words("AgendaState")).isEqualTo(names(AgendaState.values()));
    assertThat(words("OperationState")).isEqualTo(names(OperationState.values()));
    assertThat(words("AgendaOutcome"))
        .isEqualTo(Stream.of(AgendaOutcome.values()).map(AgendaOutcome::word).toList());
    assertThat(words("OperationOutcome"))
        .isEqualTo(Stream.of(OperationOutcome.values()).map(OperationOutcome::word).toList());
    assertThat(words("ErrorCode")).isEqualTo(names(ErrorCode.values()));
    assertThat(words("Access"))
        .isEqualTo(names(Access.values()).stream().map(SchemasTest::lower).toList());
  }

  @Test
  void operationTypesAreThoseOfTheCatalogOrRegistered() {
    var types =
        new ArrayList<Json>(
            Stream.of(HandlerSpec.values())
                .map(handler ->
                    Json.object()
                        .put("const", handler.type())
                        .put("description", handler.meaning())
                        .build())
                .toList());
    types.add(
        Json.object()
            .put("pattern", "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
            .put("description", "A type that an operator registered.")
            .build());

    assertThat(JsonPointer.parse("/OperationType/anyOf").orElseThrow().find(COMPONENTS))
        .contains(Json.array(types));
  }

  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void problemDetailsAreWhatTheirSchemaSays(ErrorCode code) {
    var told =
        new FairleadException(
            code,
            "detail",
            List.of(
                new Problem("", ProblemCode.TOO_DEEP, "A sentence."),
                new Problem(
                    "/operations/0",
                    ProblemCode.UNKNOWN_FIELD,
                    "A sentence.",
                    Optional.of("name"),
                    Optional.of(new SourcePosition(3, 1)))));
    var details =
        new ProblemJson(code, "detail", told.problems(), HttpStatus.of(code), "c-1").json();
    var validator = Validator.of(Body.PROBLEM.schema());

    assertThat(validator.complaints(details)).isEmpty();
    assertThat(validator.complaints(details.with("more", Json.of(1)))).isNotEmpty();
  }

  private static List<String> words(String component) {
    var words =
        JsonPointer.parse("/" + component + "/enum").orElseThrow().find(COMPONENTS).orElseThrow();
    return ((Json.Arr) words).items().stream().map(word -> ((Json.Str) word).value()).toList();
  }

  private static List<String> names(Enum<?>... constants) {
    return Stream.of(constants).map(Enum::name).toList();
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
