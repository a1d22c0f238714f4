package dev.fairlead.wire;

import dev.fairlead.core.json.JsonLimits;
import java.math.BigDecimal;

/** Numbers as text, within the limits of {@link JsonLimits}. */
final class Numbers {
  static final String REFUSAL =
      "A number has at most "
          + JsonLimits.MAX_NUMBER_LENGTH
          + " characters and an exponent within ±"
          + JsonLimits.MAX_EXPONENT
          + ".";

  /** Zeros written out at most, as JavaScript does; beyond it an exponent is shorter to read. */
  private static final int PLAIN_DIGITS = 21;

  private Numbers() {}

  static String write(BigDecimal value) {
    boolean isPlain =
        value.precision() - value.scale() <= PLAIN_DIGITS && value.scale() <= PLAIN_DIGITS;
    return isPlain ? value.toPlainString() : value.toString();
  }
}
