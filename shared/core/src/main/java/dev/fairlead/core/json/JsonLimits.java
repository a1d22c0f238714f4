package dev.fairlead.core.json;

import java.math.BigDecimal;
import java.util.Optional;

/** What a tenant's JSON may not exceed, wherever it comes from. */
public final class JsonLimits {
  /** Bytes of a text's UTF-8: 5 MiB, so that it fits a Lambda call even as base 64 of JSON. */
  public static final int MAX_TEXT_BYTES = 5 * 1024 * 1024;

  /** Levels of arrays and objects, the outermost being the first. */
  public static final int MAX_DEPTH = 100;

  /** Characters of a number, sign and exponent included. */
  public static final int MAX_NUMBER_LENGTH = 1000;

  /** Power of ten of a number's first digit: keeps a short text from meaning gigabytes of zeros. */
  public static final int MAX_EXPONENT = 1000;

  private JsonLimits() {}

  /** A number's text, read exactly; empty if it is beyond the limits, or not a number at all. */
  public static Optional<Json> number(String text) {
    if (text.length() > MAX_NUMBER_LENGTH) {
      return Optional.empty();
    }
    try {
      var value = new BigDecimal(text);
      if (value.signum() == 0) {
        return Optional.of(Json.of(0));
      }
      long exponent = (long) value.precision() - 1 - value.scale();
      return Math.abs(exponent) <= MAX_EXPONENT ? Optional.of(Json.of(value)) : Optional.empty();
    } catch (NumberFormatException beyondInt) {
      return Optional.empty();
    }
  }
}
