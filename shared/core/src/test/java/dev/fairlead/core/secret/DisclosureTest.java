package dev.fairlead.core.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DisclosureTest {
  private static final Map<SecretName, SecretValue> VALUES =
      Map.of(
          new SecretName("one"), new SecretValue("swordfish"),
          new SecretName("two"), new SecretValue("271828"));

  @Test
  void putsValuesInTheirPlacesAndNowhereElse() {
    var payload =
        Json.object()
            .put("env", Json.object().put("KEY", "").put("OTHER", "").build())
            .put("list", Json.texts(List.of("a", "<:@<secret:one>>")))
            .build();

    var disclosure =
        Disclosure.of(
            payload,
            List.of(use("/list/1", 2, "two"), use("/list/1", 1, "one"), use("/env/KEY", 0, "one")),
            DisclosureTest::value);

    assertThat(disclosure)
        .isEqualTo(
            new Disclosure.Disclosed(
                Json.object()
                    .put("env", Json.object().put("KEY", "swordfish").put("OTHER", "").build())
                    .put("list", Json.texts(List.of("a", "<swordfish:271828@<secret:one>>")))
                    .build(),
                List.of(new SecretValue("swordfish"), new SecretValue("271828"))));
  }

  @Test
  void namesEverySecretThatIsMissing() {
    var uses = List.of(use("/b", 0, "gone"), use("/a", 0, "one"), use("/c", 0, "away"));

    var disclosure = (Disclosure.Missing) Disclosure.of(Json.EMPTY, uses, DisclosureTest::value);

    assertThat(disclosure.sentence()).isEqualTo("There is no secret away, gone.");
  }

  @Test
  void asksForNothingWhereNothingIsUsed() {
    Function<SecretName, Optional<SecretValue>> nobody =
        name -> {
          throw new AssertionError(name);
        };

    assertThat(Disclosure.of(Json.of("x"), List.of(), nobody))
        .isEqualTo(new Disclosure.Disclosed(Json.of("x"), List.of()));
  }

  private static Optional<SecretValue> value(SecretName name) {
    return Optional.ofNullable(VALUES.get(name));
  }

  private static SecretUse use(String place, int at, String name) {
    return new SecretUse(JsonPointer.parse(place).orElseThrow(), at, new SecretName(name));
  }
}
