package dev.fairlead.core.run;

import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the outside tells an agenda. Reports repeat, reorder and get lost. */
public sealed interface Report {
  /**
   * An attempt began to run.
   *
   * @param start which start of this attempt it is, 1 for the first: a queue worker may die and
   *     another start the same attempt again
   */
  record Started(String operation, int attempt, int start, Instant at) implements Report {}

  /** A running attempt is alive. */
  record Beat(String operation, int attempt, Instant at) implements Report {}

  /**
   * An attempt wants others beside it.
   *
   * @param asked by the names that it gives them: all that it asks for and has not taken the answer
   *     of
   */
  record Asked(String operation, int attempt, Json.Obj asked, Instant at) implements Report {}

  /**
   * An attempt ended.
   *
   * @param starts how often this attempt was started in all, 0 if it never came to that
   * @param startedAt when its last start was; absent if it never started
   */
  record Ended(
      String operation,
      int attempt,
      int starts,
      Optional<Instant> startedAt,
      Instant at,
      Ending ending)
      implements Report {}

  /**
   * The agenda's alarm rang, or somebody wants it looked at.
   *
   * @param alarm when the alarm that rang rings next
   */
  record Tick(Optional<Instant> alarm) implements Report {
    /** Somebody wants it looked at. */
    public Tick() {
      this(Optional.empty());
    }
  }

  /** How an attempt ended. */
  sealed interface Ending {
    /** The work is done. */
    record Succeeded(Json result) implements Ending {}

    /** There was nothing to do: its condition did not hold. It never started. */
    record Declined(Diagnostic diagnostic) implements Ending {}

    /**
     * The work failed by itself.
     *
     * @param retryAfter how long somebody outside asked to be left alone before another attempt
     */
    record Failed(Diagnostic diagnostic, Optional<Duration> retryAfter) implements Ending {
      /** Nobody asked for that. */
      public Failed(Diagnostic diagnostic) {
        this(diagnostic, Optional.empty());
      }
    }

    /** The attempt took longer than it may. */
    record TimedOut(Diagnostic diagnostic) implements Ending {}

    /** The attempt was lost through no fault of the work. */
    record Lost(Diagnostic diagnostic) implements Ending {}
  }

  /**
   * Why something failed.
   *
   * @param code stable: {@code exit:<n>}, {@code exception}, {@code reference}, {@code lost}, …;
   *     cut to 100 characters
   * @param message one sentence for people; cut to {@value #MAX_MESSAGE} characters, since it is
   *     kept in the journal
   */
  record Diagnostic(String code, String message) {
    /** Code of what was skipped because its condition did not hold. */
    public static final String CONDITION = "condition";

    /** Code of an attempt that was killed because it used more memory than it had. */
    public static final String OUT_OF_MEMORY = "oom";

    /** Longer messages end in an ellipsis. */
    public static final int MAX_MESSAGE = 2_000;

    private static final int MAX_CODE = 100;

    public Diagnostic {
      code = cut(code, MAX_CODE);
      message = cut(message, MAX_MESSAGE);
    }

    static String cut(String text, int length) {
      if (text.length() <= length) {
        return text;
      }
      // A pair of surrogates is one character: half of it is none.
      int end = Character.isHighSurrogate(text.charAt(length - 2)) ? length - 2 : length - 1;
      return text.substring(0, end) + "…";
    }
  }
}
