package dev.fairlead.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.error.SourcePosition;
import dev.fairlead.core.json.JsonPointer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormatTest {
  private static final String JSON =
      """
      {
        "title": "é😀", "😀": 1, "after": 2,
        "operations": [ {"name": "a"},
          {"name": "b", "payload": {"x/y": [10, "@<a.out>", {"deep": [[]]}]}} ],
        "last": null
      }
      """;

  private static final String YAML =
      """
      # first
      title: "é😀"
      operations:
        - name: a
        - { name: b, payload: &p { x/y: [10, "@<a.out>", { deep: [[]] }] } }
        -
          name: c
          payload: *p
          text: |
            many
            lines
      "last": null
      """;

  @ParameterizedTest
  @CsvSource({
    "'', 1:1",
    "/title, 2:3",
    // Characters, not UTF-16 units: two of them are outside the basic plane.
    "/after, 2:26",
    "/operations, 3:3",
    "/operations/0, 3:19",
    "/operations/0/name, 3:20",
    "/operations/1/payload/x~1y/0, 4:39",
    "/operations/1/payload/x~1y/1, 4:43",
    "/operations/1/payload/x~1y/2/deep, 4:56",
    "/last, 5:3",
    // Nearest around what is not there.
    "/operations/1/type, 4:5",
    "/operations/7, 3:3",
    "/operations/x, 3:3",
    "/title/x, 2:3",
    "/nothing, 1:1"
  })
  void findsPlacesInJson(String pointer, String want) {
    assertThat(position(TextFormat.JSON, JSON, pointer)).hasToString(want);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 2:1",
    "/title, 2:1",
    "/operations, 3:1",
    "/operations/0, 4:5",
    "/operations/0/name, 4:5",
    "/operations/0/type, 4:5",
    "/operations/1/payload, 5:16",
    "/operations/1/payload/x~1y/1, 5:40",
    "/operations/2, 7:5",
    "/operations/2/payload, 8:5",
    // What an alias repeats is where it is repeated.
    "/operations/2/payload/x~1y, 8:5",
    "/operations/2/text, 9:5",
    "/last, 12:1",
    "/nothing, 2:1"
  })
  void findsPlacesInYaml(String pointer, String want) {
    assertThat(position(TextFormat.YAML, YAML, pointer)).hasToString(want);
  }

  @Test
  void countsLinesHoweverTheyEnd() {
    assertThat(position(TextFormat.JSON, "{\r\n\"a\":1,\r\"b\":2,\n\"c\":3}", "/c"))
        .hasToString("4:1");
    assertThat(position(TextFormat.YAML, "a: 1\r\nb: 2\r\nc: 3", "/c")).hasToString("3:1");
  }

  @Test
  void skipsAByteOrderMark() {
    assertThat(position(TextFormat.JSON, "\uFEFF{\"a\":1}", "/a")).hasToString("1:2");
    assertThat(position(TextFormat.YAML, "\uFEFFa: 1", "/a")).hasToString("1:1");
  }

  @Test
  void findsManyPlacesOfALongLineInOneGo() {
    var text = new StringBuilder("[0");
    IntStream.range(1, 200_000).forEach(i -> text.append(',').append(i % 10));
    var wanted = IntStream.range(0, 1000).mapToObj(i -> JsonPointer.WHOLE.child(i * 200)).toList();

    var found = TextFormat.JSON.positions(text.append(']').toString().getBytes(UTF_8), wanted);

    assertThat(found).hasSize(1000);
    assertThat(found.get(JsonPointer.WHOLE.child(199_800))).hasToString("1:399602");
  }

  @Test
  void findsWhatComesBeforeABreakAndNothingInWhatIsNoText() {
    assertThat(position(TextFormat.JSON, "{\"a\":1,\n\"b\":2,, ", "/b")).hasToString("2:1");
    assertThat(position(TextFormat.YAML, "a: 1\nb: 2\nc: [", "/b")).hasToString("2:1");
    var wanted = List.of(JsonPointer.WHOLE);
    for (var format : TextFormat.values()) {
      assertThat(format.positions(new byte[] {(byte) 0xff}, wanted)).isEmpty();
    }
    assertThat(TextFormat.YAML.positions(new byte[0], wanted)).isEmpty();
  }

  @Test
  void goesPastWhatIsNotWantedHoweverDeepItIs() {
    var deep = "[".repeat(100_000) + "]".repeat(100_000);

    assertThat(position(TextFormat.JSON, "{\"a\":" + deep + ",\n\"b\":1}", "/b"))
        .hasToString("2:1");
    // No reader of ours goes down there, and YAML's would take minutes.
    assertThat(position(TextFormat.YAML, "a: " + deep + "\nb: 1", "/b")).hasToString("1:1");
    assertThat(position(TextFormat.YAML, "a: [[[]], {x: []}]\nb: 1", "/b")).hasToString("2:1");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, JSON",
    "application/yaml, YAML",
    "text/x-yaml; charset=utf-8, YAML",
    "text/plain, JSON"
  })
  void knowsMediaTypes(String mediaType, TextFormat want) {
    assertThat(TextFormat.ofMediaType(mediaType)).isEqualTo(want);
  }

  private static SourcePosition position(TextFormat format, String text, String pointer) {
    var wanted = JsonPointer.parse(pointer).orElseThrow();
    var found = format.positions(text.getBytes(UTF_8), List.of(wanted));
    return requireNonNull(found.get(wanted), pointer);
  }
}
