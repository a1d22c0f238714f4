package dev.fairlead.wire;

import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.util.Optional;

/** Numbers as text, within the limits of {@link JsonText}. */
final class Numbers {
  static final String REFUSAL =
      "A number has at most "
          + JsonText.MAX_NUMBER_LENGTH
          + " characters and an exponent within ±"
          + JsonText.MAX_EXPONENT
          + ".";

  /** Zeros written out at most, as JavaScript does; beyond it an exponent is shorter to read. */
  private static final int PLAIN_DIGITS = 21;

  private Numbers() {}

  /** Empty if it is beyond the limits, or not a number at all. */
  static Optional<Json> read(String text) {
    if (text.length() > JsonText.MAX_NUMBER_LENGTH) {
      return Optional.empty();
    }
    try {
      var value = new BigDecimal(text);
      if (value.signum() == 0) {
        return Optional.of(Json.of(0));
      }
      long exponent = (long) value.precision() - 1 - value.scale();
      return Math.abs(exponent) <= JsonText.MAX_EXPONENT
          ? Optional.of(Json.of(value))
          : Optional.empty();
    } catch (NumberFormatException beyondInt) {
      return Optional.empty();
    }
  }

  static String write(BigDecimal value) {
    boolean isPlain =
        value.precision() - value.scale() <= PLAIN_DIGITS && value.scale() <= PLAIN_DIGITS;
    return isPlain ? value.toPlainString() : value.toString();
  }
}
