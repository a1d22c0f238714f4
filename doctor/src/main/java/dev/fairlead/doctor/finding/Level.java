package dev.fairlead.doctor.finding;

import java.util.Locale;

/** How bad a finding is. */
public enum Level {
  /** As it should be, or of no matter. */
  OK,
  /** Works now, or matters only to some; worth a look. */
  WARNING,
  /** Something does not work. */
  PROBLEM;

  /** As it is told, in words: colours alone are not seen by everybody. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
