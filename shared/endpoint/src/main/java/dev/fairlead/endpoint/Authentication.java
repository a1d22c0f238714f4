package dev.fairlead.endpoint;

/** Finds out who is calling. There is no default caller. */
@FunctionalInterface
public interface Authentication {
  /** What the credentials are worth. */
  sealed interface Verdict {
    /** The credentials are good. */
    record Authenticated(Caller caller) implements Verdict {}

    /** The credentials are worth nothing; the caller is not told why. */
    record Refused(Reason reason) implements Verdict {}
  }

  /** Why credentials are refused. */
  enum Reason {
    /** None came. */
    MISSING,
    /** They are not of a form that is ever given out. */
    MALFORMED,
    /** They were never given out, or expired, or were revoked. */
    UNKNOWN
  }

  /**
   * Judges credentials.
   *
   * @param authorization value of the request's {@code Authorization} header; empty when none came
   */
  Verdict authenticate(String authorization);
}
