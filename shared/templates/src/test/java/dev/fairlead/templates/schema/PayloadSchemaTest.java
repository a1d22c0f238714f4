package dev.fairlead.templates.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.error.Problem;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadSchemaTest {
  private static final String FILM =
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema",
       "type": "object", "required": ["title"], "additionalProperties": false,
       "properties": {
         "title": {"type": "string", "minLength": 2, "pattern": "^[A-Z]"},
         "heights": {"type": "array", "uniqueItems": true, "items": {"$ref": "#/$defs/height"}},
         "kind": {"enum": ["film", "episode"]}},
       "patternProperties": {"^x/": {"type": "string"}, "^n~": {"type": "number"}},
       "$defs": {"height": {"type": "integer", "maximum": 2160}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"title": "Ab", "heights": [720, 1080.0], "x/1": "a", "n~": 1e3} |
          {"title": "A"}                                                   | /title
          {"title": "no"}                                                  | /title
          {"title": "Ab", "heights": [720, 7.5]}                           | /heights/1
          {"title": "Ab", "heights": [7200]}                               | /heights/0
          {"title": "Ab", "heights": [7, 7.0]}                             | /heights
          {"title": "Ab", "kind": "radio"}                                 | /kind
          {"title": "Ab", "colour": 1}                                     | /colour
          {"title": "Ab", "n~": "1"}                                       | /n~0
          """)
  void namesWhatIsWrongByItsPlace(String payload, String place) {
    var schema = schema(FILM);

    assertThat(schema.problems()).isEmpty();
    assertThat(places(schema.violations(JsonText.parse(payload))))
        .isEqualTo(place == null ? List.of() : List.of(place));
  }

  @Test
  void tellsEachFaultOfAPayload() {
    assertThat(schema(FILM).violations(JsonText.parse("{\"heights\": [7200], \"colour\": 1}")))
        .extracting(Problem::message)
        .containsExactlyInAnyOrder(
            "Object does not have some of the required properties [title].",
            "7200 is greater than 2160.",
            "The schema has no such field or item.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type": "objekt"}                                        | /type
          {"properties": {"a": {"minLength": -1}}}                  | /properties/a/minLength
          {"required": "a"}                                         | /required
          {"$schema": "http://json-schema.org/draft-07/schema#"}    | /$schema
          {"items": {"$ref": "https://example.com/item.json"}}      | /items/$ref
          {"$ref": "other.json#/a"}                                 | /$ref
          {"$ref": "#/$defs/nothing"}                               | /$ref
          {"$id": "https://example.com/x", "type": "object"}        | /$id
          {"properties": {"a": {"pattern": "(a"}}}                  | /properties/a/pattern
          {"patternProperties": {"[": {}}}                          | /patternProperties
          """)
  void refusesWhatIsNoSchemaOrLeadsElsewhere(String text, String place) {
    assertThat(schema(text).problems())
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem.code().text()).isEqualTo("bad-schema"));
    assertThat(places(schema(text).problems())).contains(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {\"$anchor\": \"b\"}}}",
        "{\"$ref\": \"#b\", \"$defs\": {\"a\": {\"$anchor\": \"b\"}}}",
        "{\"$ref\": \"#/$defs/a%20b\", \"$defs\": {\"a b\": true}}",
        "{\"properties\": {\"pattern\": {\"type\": \"string\"}, \"$ref\": {}}}",
        "{\"const\": {\"$ref\": \"data\", \"pattern\": \"(\"}}",
        "{\"propertyNames\": {\"maxLength\": 3, \"pattern\": \"^a\"}}",
      })
  void takesWhatLooksOdd(String text) {
    var schema = schema(text);

    assertThat(schema.problems()).isEmpty();
    assertThat(schema.violations(Json.EMPTY)).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void countsTheLooksOfAPatternThatGoesBackAgainAndAgain() {
    var schema = schema("{\"pattern\": \"^(a+)+\\\\1b$\"}");
    var endless = Json.of("a".repeat(60) + "x");

    assertThat(schema.problems()).isEmpty();
    assertThat(schema.violations(endless))
        .extracting(p -> p.code().text())
        .containsExactly("schema-too-costly");
  }

  @Test
  void countsTheLooksOfPatternsAtNames() {
    var schema = schema("{\"patternProperties\": {\"^(a+)+\\\\1b$\": {}}}");
    var endless = Json.object().put("a".repeat(60) + "x", 1).build();

    assertThat(schema.violations(endless))
        .extracting(p -> p.code().text())
        .containsExactly("schema-too-costly");
  }

  @Test
  void endsWhereReferencesDoNot() {
    var schema = schema("{\"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {\"$ref\": \"#/$defs/a\"}}}");

    assertThat(schema.problems()).isEmpty();
    assertThat(schema.violations(Json.of(1)))
        .extracting(p -> p.code().text())
        .containsExactly("schema-too-costly");
  }

  @Test
  void endsWhereReferencesMultiply() {
    var doubling =
        IntStream.range(0, 40)
            .mapToObj(i ->
                "\"d%d\": {\"allOf\": [{\"$ref\": \"#/$defs/d%d\"}, {\"$ref\": \"#/$defs/d%d\"}]}"
                    .formatted(i, i + 1, i + 1))
            .collect(Collectors.joining(", ", "{", ", \"d40\": {}}"));
    var schema = schema("{\"$ref\": \"#/$defs/d0\", \"$defs\": " + doubling + "}");

    assertThat(schema.problems()).isEmpty();
    assertThat(schema.violations(Json.of(1)))
        .extracting(p -> p.code().text())
        .containsExactly("schema-too-costly");
  }

  @Test
  void comparesManyItemsInOneGo() {
    var schema = schema("{\"uniqueItems\": true}");
    var items = IntStream.range(0, 200_000).mapToObj(i -> Json.of((long) i)).toList();

    assertThat(schema.violations(Json.array(items))).isEmpty();
  }

  @Test
  void listsManyViolationsButNotAll() {
    var items = IntStream.range(0, 1000).mapToObj(i -> Json.of((long) i)).toList();

    assertThat(schema("{\"items\": {\"type\": \"string\"}}").violations(Json.array(items)))
        .hasSize(201)
        .last()
        .extracting(problem -> problem.code().text())
        .isEqualTo("more-problems");
  }

  private static PayloadSchema schema(String text) {
    return new PayloadSchema((Json.Obj) JsonText.parse(text));
  }

  private static List<String> places(List<Problem> problems) {
    return problems.stream().map(Problem::path).distinct().toList();
  }
}
