package dev.fairlead.core.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of ids that are looked at by hand are those that the reference documents. */
class IdFormsTest {
  private static final String ULID = "[0-9a-hjkmnp-tv-z]{26}";
  private static final String CUSTOMER = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
  private static final String CHARACTERS = "0129abchijlotuvzAZ._-/ \n\u00e9\u2167";

  @Test
  void takesWhatTheDocumentedFormTakes() {
    var chance = new SplittableRandom(1);
    int taken = 0;
    for (int i = 0; i < 200_000; i++) {
      int length = chance.nextBoolean() ? 26 : chance.nextInt(67);
      int kinds = 1 + chance.nextInt(CHARACTERS.length());
      var text = new StringBuilder();
      for (int at = 0; at < length; at++) {
        text.append(CHARACTERS.charAt(chance.nextInt(kinds)));
      }
      String given = text.toString();
      assertThat(AgendaId.isValid(given)).as(given).isEqualTo(given.matches(ULID));
      assertThat(CustomerId.isValid(given)).as(given).isEqualTo(given.matches(CUSTOMER));
      taken += AgendaId.isValid(given) ? 1 : 0;
    }
    assertThat(taken).isGreaterThan(10_000);
  }

  @Test
  void takesWhatIsMade() {
    var ids =
        new Ids(
            InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")), new SplittableRandom(2));

    assertThat(ids.newUlid()).matches(ULID).isGreaterThan("01kd");
    assertThat(Ulid.isWellFormed(ids.newUlid())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01jbhm3kz8x5t0q2r4s6v8w9y",
        "01jbhm3kz8x5t0q2r4s6v8w9yaa",
        "01JBHM3KZ8X5T0Q2R4S6V8W9YA"
      })
  void refusesWhatIsTooShortTooLongOrInCapitals(String text) {
    assertThat(Ulid.isWellFormed(text)).isFalse();
  }
}
