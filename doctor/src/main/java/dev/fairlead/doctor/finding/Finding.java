package dev.fairlead.doctor.finding;

import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param about its name, a few words
 * @param says what was found, a line without a full stop
 * @param next what to do about it, a sentence; empty when there is nothing to do
 */
public record Finding(Level level, String about, String says, Optional<String> next) {
  public Finding {
    about = OneLine.of(about);
    says = OneLine.of(says);
    next = next.map(OneLine::of);
  }

  public static Finding ok(String about, String says) {
    return new Finding(Level.OK, about, says, Optional.empty());
  }

  public static Finding warning(String about, String says, String next) {
    return new Finding(Level.WARNING, about, says, Optional.of(next));
  }

  public static Finding problem(String about, String says, String next) {
    return new Finding(Level.PROBLEM, about, says, Optional.of(next));
  }
}
