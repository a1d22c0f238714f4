package dev.fairlead.core.agenda;

import java.time.Duration;
import java.time.Instant;

/** When an agenda should be over. Missing it is told and changes nothing. */
public sealed interface Deadline {
  /** The moment itself. */
  record At(Instant moment) implements Deadline {}

  /** So long after it was added, its time in line included. */
  record Within(Duration most) implements Deadline {}

  /** The moment, for an agenda that was added then. */
  default Instant of(Instant addedAt) {
    return switch (this) {
      case At(Instant moment) -> moment;
      case Within(Duration most) -> addedAt.plus(most);
    };
  }
}
