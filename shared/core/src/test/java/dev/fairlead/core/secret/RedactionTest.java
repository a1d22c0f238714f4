package dev.fairlead.core.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private static final String VALUE = "p\"ss w/rd+ß~1";
  private static final Redaction REDACTION = Redaction.of(List.of(new SecretValue(VALUE)));

  @Test
  void masksTheValueWhereverItStands() {
    assertThat(REDACTION.text("a" + VALUE + VALUE + "b " + VALUE)).isEqualTo("a******b ***");
    assertThat(REDACTION.text("p\"ss w/rd")).isEqualTo("p\"ss w/rd");
  }

  @Test
  void masksItWhereItIsWrittenInAnotherWay() {
    assertThat(REDACTION.text("{\"x\":\"p\\\"ss w/rd+ß~1\"}")).isEqualTo("{\"x\":\"***\"}");
    assertThat(REDACTION.text("\"p\\\"ss w/rd+\\u00df~1\"")).isEqualTo("\"***\"");
    assertThat(REDACTION.text("?q=" + URLEncoder.encode(VALUE, UTF_8) + "&r"))
        .isEqualTo("?q=***&r");
    assertThat(REDACTION.text("p%22ss%20w/rd%2B%C3%9F%7E1")).isEqualTo("***");
    assertThat(REDACTION.text(HexFormat.of().formatHex(VALUE.getBytes(UTF_8)))).isEqualTo("***");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "u", "us", "use", "user:", "user-1:", "user-12:"})
  void masksItInsideOfBase64(String before) {
    for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder().withoutPadding())) {
      for (String after : List.of("", "!", "!!", "and more")) {
        var encoded = encoder.encodeToString((before + VALUE + after).getBytes(UTF_8));
        var clean = REDACTION.text("Basic " + encoded);

        assertThat(clean).contains("***");
        // Of what is left at the edges no more than two sextets belong to the value.
        assertThat(clean.length() - "Basic ***".length())
            .isLessThanOrEqualTo((before.length() + after.length()) * 4 / 3 + 6);
      }
    }
  }

  @Test
  void masksEachLineOfAValueOfMany() {
    var key = "-----BEGIN KEY-----\nAbCdEf0123\nZz9\n-----END KEY-----\n";
    var redaction = Redaction.of(List.of(new SecretValue(key)));

    assertThat(redaction.text("read:\n" + key)).isEqualTo("read:\n***");
    assertThat(redaction.text("1: AbCdEf0123\n2: Zz9")).isEqualTo("1: ***\n2: Zz9");
  }

  @Test
  void masksThePieceThatACutTextBeginsOrEndsWith() {
    var redaction = Redaction.of(List.of(new SecretValue("swordfish")));

    assertThat(redaction.cutText("dfish and so on")).isEqualTo("*** and so on");
    assertThat(redaction.cutText("it is sword…")).isEqualTo("it is ***…");
    assertThat(redaction.cutText("it is sword")).isEqualTo("it is ***");
    assertThat(redaction.cutText("ish, words, wordfis!")).isEqualTo("ish, words, wordfis!");
  }

  @Test
  void masksItAnywhereInAValue() {
    var redaction = Redaction.of(List.of(new SecretValue("swordfish"), new SecretValue("271828")));
    var said =
        Json.object()
            .put("a swordfish", Json.texts(List.of("x", "swordfish")))
            .put("n", 1_271_828)
            .put("other", 27_182)
            .build();

    assertThat(redaction.json(said))
        .isEqualTo(
            Json.object()
                .put("a ***", Json.texts(List.of("x", "***")))
                .put("n", "1***")
                .put("other", 27_182)
                .build());
    assertThat(Redaction.NONE.json(said)).isSameAs(said);
  }

  @Test
  void neverShowsAValue() {
    var value = new SecretValue("swordfish");

    assertThat(value).hasToString("***");
    assertThat(new Disclosure.Disclosed(Json.NULL, List.of(value)).values()).hasToString("[***]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "       ", " a b ", "nothing\0"})
  void takesNoValueThatCouldNotBeKeptOut(String text) {
    assertThat(SecretValue.isValid(text)).isFalse();
    assertThat(SecretValue.isValid("ü".repeat(2_000))).isTrue();
    assertThat(SecretValue.isValid("ü".repeat(2_001))).isFalse();
  }
}
