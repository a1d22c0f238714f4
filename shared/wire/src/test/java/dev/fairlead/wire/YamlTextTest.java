package dev.fairlead.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
  @Test
  void readsADocument() {
    var yaml =
        """
        # hello
        title: "Encode: 12"
        timeout: 2h
        priority: -3
        timeScale: 0.01
        operations:
          - { name: probe, payload: { command: ["ffprobe", -of] }, flag: true }
          - name: encode
            payload:
              text: |
                two
                lines
              none: null
              empty:
        """;

    assertThat(JsonText.parseYaml(yaml))
        .isEqualTo(
            JsonText.parse(
                """
                {"title":"Encode: 12","timeout":"2h","priority":-3,"timeScale":0.01,"operations":[
                 {"name":"probe","payload":{"command":["ffprobe","-of"]},"flag":true},
                 {"name":"encode","payload":{"text":"two\\nlines\\n","none":null,"empty":null}}]}
                """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2h",
        "yes",
        "on",
        "No",
        "True",
        "0x1F",
        "017",
        "1_000",
        "2026-01-31",
        "12:30",
        "~"
      })
  void keepsAsTextWhatJsonDoesNotKnow(String plain) {
    assertThat(JsonText.parseYaml("a: " + plain)).isEqualTo(Json.object().put("a", plain).build());
  }

  @Test
  void readsJsonAsYaml() {
    var json = "{\"a\": [1, 2.5e3, true, null, \"x\"], \"b\": {}}";

    assertThat(JsonText.parseYaml(json)).isEqualTo(JsonText.parse(json));
  }

  @Test
  void copiesWhatAnAliasNames() {
    assertThat(JsonText.parseYaml("a: &x {b: 1}\nc: *x"))
        .isEqualTo(JsonText.parse("{\"a\":{\"b\":1},\"c\":{\"b\":1}}"));
  }

  @Test
  void refusesAliasesThatExplode() {
    var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 9; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i)).append(("*a" + (i - 1) + ",").repeat(10));
      bomb.append("]\n");
    }

    assertThat(codeOf(bomb.toString())).isEqualTo("too-many-values");
  }

  @Test
  void refusesDepthBuiltFromAliases() {
    var yaml = "a: &a " + "[".repeat(98) + "]".repeat(98) + "\nb: [[*a]]\n";

    assertThat(codeOf(yaml)).isEqualTo("too-deep");
    assertThat(JsonText.parseYaml(yaml.replace("[[*a]]", "[*a]"))).isInstanceOf(Json.Obj.class);
  }

  @Test
  void refusesAnAliasInsideWhatItNames() {
    assertThat(codeOf("a: &a [*a]")).isEqualTo("unknown-alias");
  }

  @Test
  void refusesDeepNestingWithoutOverflow() {
    assertThat(codeOf("[".repeat(100_000))).isEqualTo("too-deep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1: a", "true: a", "null: a", "? [a]\n: b", "a: {b: 1}\n<<: {c: 1}"})
  void refusesKeysThatAreNotText(String yaml) {
    assertThat(codeOf(yaml)).isEqualTo("key-not-text");
  }

  @Test
  void refusesDuplicateKeysWithTheirPlace() {
    var thrown = refused("a:\n  b: 1\n  b: 2\n");

    assertThat(thrown.problems().getFirst().code().text()).isEqualTo("duplicate-field");
    assertThat(thrown.problems().getFirst().path()).isEqualTo("/a/b");
    assertThat(thrown).hasMessageStartingWith("line 3, column 3: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: !!java.net.URL [x]",
        "a: !!set {x}",
        "a: !!binary aGk=",
        "a: !local x",
        "a: !!int x",
        "!!str {a: b}"
      })
  void refusesOtherTypes(String yaml) {
    assertThat(codeOf(yaml)).isEqualTo("unsupported-tag");
  }

  @Test
  void takesTheTagsOfJsonTypes() {
    assertThat(JsonText.parseYaml("[!!str 1, !!int \"1\", ! true]"))
        .isEqualTo(JsonText.parse("[\"1\", 1, \"true\"]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {".nan", ".inf", "-.inf"})
  void refusesNumbersJsonDoesNotHave(String number) {
    assertThat(codeOf("a: " + number)).isEqualTo("not-json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only a comment", "a: [1", "a: b: c", "\tx: 1", "--- a\n--- b"})
  void refusesWhatIsNotOneDocument(String yaml) {
    assertThat(codeOf(yaml)).isEqualTo("malformed");
  }

  @Test
  void refusesMoreThanFiveMebibytes() {
    var thrown =
        catchThrowableOfType(
            FairleadException.class, () -> JsonText.parseYaml("a: " + "x".repeat(5 * 1024 * 1024)));

    assertThat(thrown.code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
  }

  private static String codeOf(String yaml) {
    return refused(yaml).problems().getFirst().code().text();
  }

  private static FairleadException refused(String yaml) {
    var thrown = catchThrowableOfType(FairleadException.class, () -> JsonText.parseYaml(yaml));
    assertThat(thrown).isNotNull();
    assertThat(thrown.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
    assertThat(thrown.problems()).hasSize(1);
    return thrown;
  }
}
