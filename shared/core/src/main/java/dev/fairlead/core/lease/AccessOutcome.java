package dev.fairlead.core.lease;

import dev.fairlead.core.access.AccessException;
import java.time.Duration;

/** What faults of access mean for a driver's step. */
public final class AccessOutcome {
  private static final Duration AGAIN = Duration.ofSeconds(15);

  private AccessOutcome() {}

  /** For a step that builds: what may pass is waited for. */
  public static Outcome building(AccessException failed) {
    var why = said(failed);
    return failed.fault().isRetryable() ? Outcome.later(AGAIN, why) : Outcome.broken(why);
  }

  /** For a step that takes away, which is asked for until it is done. */
  public static Outcome removing(AccessException failed) {
    return Outcome.later(AGAIN, said(failed));
  }

  /** For a look at what was there. */
  public static Health looking(AccessException failed) {
    return switch (failed.fault()) {
      case UNREACHABLE,
          TIMED_OUT,
          HOST_KEY_MISMATCH,
          AUTHENTICATION_REFUSED,
          NOT_FOUND,
          WRONG_KIND ->
          new Health.Dead(said(failed));
      case NO_CREDENTIALS,
          CONNECTION_LOST,
          OUTSIDE,
          REFUSED,
          DISK_FULL,
          TOO_LARGE,
          NO_CONTENT,
          UNSUPPORTED,
          FAILED ->
          new Health.Unknown(said(failed));
    };
  }

  private static String said(AccessException failed) {
    return failed.getMessage() + " (" + failed.fault().text() + ")";
  }
}
