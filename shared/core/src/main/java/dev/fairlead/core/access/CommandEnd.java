package dev.fairlead.core.access;

import dev.fairlead.core.access.OutputTail.Kept;

/**
 * How a command ended.
 *
 * @param why by itself or not
 * @param exit 0 to 255: what the program said; 127 if there is none, 126 if it can't be run, 128
 *     and the signal's number if one ended it, as a shell says it; -1 if it is not known
 */
public record CommandEnd(Why why, int exit, Kept output, Kept errors) {
  /** What ended it. */
  public enum Why {
    /** It came to its own end. */
    EXITED,
    /** It ran as long as it may. */
    TIME_LIMIT,
    /** It was told to end. */
    CANCELLED
  }

  /** Whether it came to its own end, and a good one. */
  public boolean isSuccess() {
    return why == Why.EXITED && exit == 0;
  }
}
