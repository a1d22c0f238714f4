package dev.fairlead.core.agenda;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250ms}, {@code 2s}, {@code 1h30m}, {@code 0.5d}. */
final class DurationText {
  private static final Pattern PART = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(ms|[smhd])");
  private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + ")+");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private DurationText() {}

  /** The sum of the parts, to the millisecond; empty when the text is no duration. */
  static Optional<Duration> parse(String text) {
    Optional<Duration> plain = plainSeconds(text);
    if (plain.isPresent()) {
      return plain;
    }
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    var sum = Duration.ZERO;
    var part = PART.matcher(text);
    while (part.find()) {
      var unit = UNITS.getOrDefault(part.group(2), Duration.ZERO);
      var millis = new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit.toMillis()));
      sum = sum.plusMillis(millis.longValue());
    }
    return Optional.of(sum);
  }

  /** Most are written so, and there may be several for each of ten thousand operations. */
  private static Optional<Duration> plainSeconds(String text) {
    int digits = text.length() - 1;
    if (digits < 1 || digits > 9 || text.charAt(digits) != 's') {
      return Optional.empty();
    }
    int seconds = 0;
    for (int i = 0; i < digits; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Optional.empty();
      }
      seconds = 10 * seconds + digit;
    }
    return Optional.of(Duration.ofSeconds(seconds));
  }
}
