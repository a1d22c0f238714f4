package dev.fairlead.doctor.environment;

import java.time.Duration;
import java.time.Instant;

/** How long ago, in its largest unit. */
final class Age {
  private Age() {}

  static String of(Instant then, Instant now) {
    var age = Duration.between(then, now);
    if (age.toSeconds() < 60) {
      return "less than a minute";
    }
    if (age.toMinutes() < 120) {
      return age.toMinutes() + " min";
    }
    return age.toHours() < 48 ? age.toHours() + " h" : age.toDays() + " days";
  }
}
