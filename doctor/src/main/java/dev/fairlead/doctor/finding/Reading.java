package dev.fairlead.doctor.finding;

import java.util.Optional;

/** An answer, or why there is none. Looking at one thing must not keep us from the next. */
public sealed interface Reading<T> {
  /** What was asked for. */
  record Seen<T>(T value) implements Reading<T> {}

  /**
   * Nothing.
   *
   * @param said the other side's own words, fit to be shown; may be empty
   */
  record Unseen<T>(Why why, String said) implements Reading<T> {}

  /** Why there is no answer. */
  enum Why {
    NO_CREDENTIALS,
    EXPIRED_CREDENTIALS,
    /** They are known to nobody, or wrongly signed with. */
    REFUSED_CREDENTIALS,
    NO_REGION,
    /** The credentials are good, but not for this. */
    FORBIDDEN,
    THROTTLED,
    UNREACHABLE,
    /** An answer that was not foreseen. */
    BROKEN
  }

  static <T> Reading<T> seen(T value) {
    return new Seen<>(value);
  }

  static <T> Reading<T> unseen(Why why, String said) {
    return new Unseen<>(why, said);
  }

  /** The answer, where there is one. */
  default Optional<T> found() {
    return switch (this) {
      case Seen<T>(T value) -> Optional.of(value);
      case Unseen<T> _ -> Optional.empty();
    };
  }
}
