package dev.fairlead.aws;

import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.time.Duration;

/** SQS counts in whole seconds. */
final class Seconds {
  private Seconds() {}

  /** Rounded up, so that nothing is shown or given up earlier than asked for. */
  static int roundedUp(Duration duration) {
    return Math.toIntExact(duration.plusNanos(999_999_999).toSeconds());
  }

  static void requireWithin(String what, Duration duration, Duration longest) {
    if (duration.isNegative() || duration.compareTo(longest) > 0) {
      throw new PortException(
          Fault.LIMIT_EXCEEDED, what + " is 0 to " + longest + ", not " + duration);
    }
  }
}
