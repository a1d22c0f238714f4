package dev.fairlead.core.agenda;

import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** How long operations of the type {@code simulate} last: the number under {@code seconds}. */
public final class SimulatedTime {
  /** The type's name. */
  public static final String TYPE = "simulate";

  /** The field of its payload. */
  public static final String FIELD = "seconds";

  /** It lasts no longer. */
  public static final Duration LONGEST = Duration.ofDays(366);

  private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(LONGEST.toSeconds());

  private SimulatedTime() {}

  /** Whether an operation can last so long. */
  public static boolean isValid(BigDecimal seconds) {
    return seconds.signum() >= 0 && seconds.compareTo(MAX_SECONDS) <= 0;
  }

  /**
   * How long a payload says that it lasts, unscaled, to the nanosecond; empty if it does not say so
   * with a number from 0 to {@link #LONGEST}.
   */
  public static Optional<Duration> of(Json payload) {
    return payload instanceof Json.Obj object
            && object.field(FIELD).orElse(Json.NULL) instanceof Json.Num(BigDecimal seconds)
            && isValid(seconds)
        ? Optional.of(duration(seconds))
        : Optional.empty();
  }

  private static Duration duration(BigDecimal seconds) {
    BigDecimal nanos = seconds.movePointRight(9).setScale(0, RoundingMode.HALF_UP);
    // A year of nanoseconds is well within a long.
    return Duration.ofNanos(nanos.longValueExact());
  }
}
