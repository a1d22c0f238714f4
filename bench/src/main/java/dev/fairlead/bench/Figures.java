package dev.fairlead.bench;

import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as benches tell them. */
public final class Figures {
  private Figures() {}

  /** With so many digits after the point at most. */
  public static Json rounded(double value, int digits) {
    return new Json.Num(
        BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros());
  }
}
