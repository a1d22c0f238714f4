package dev.fairlead.core.access;

import java.util.Locale;

/**
 * What can keep access from working. Stable codes: part of the public contract, never renamed,
 * never reused. People and programs are shown {@link #text()}.
 */
public enum AccessFault {
  /** Nothing was sent. */
  UNREACHABLE(true, false, "Nobody answers at the host's address."),
  /** Nothing was sent. */
  HOST_KEY_MISMATCH(false, false, "The host shows another key than is registered for it."),
  /** Nothing was done. */
  AUTHENTICATION_REFUSED(false, false, "The host does not take the user's key or password."),
  /** Nothing was sent. */
  NO_CREDENTIALS(false, false, "There is no such secret, or it is no key and no password."),
  /** The host was too slow to be asked at all; nothing was done. */
  TIMED_OUT(true, false, "The host did not answer in time."),
  /** Whatever was under way may have been done, and a command may still run. */
  CONNECTION_LOST(true, true, "The connection broke."),
  NOT_FOUND(false, false, "There is no such file or directory."),
  WRONG_KIND(false, false, "It is a directory where a file was expected, or the other way round."),
  OUTSIDE(false, false, "The path leads out of the lease's directory."),
  REFUSED(false, false, "The host does not permit it."),
  DISK_FULL(true, false, "The host has no space left for it."),
  TOO_LARGE(false, false, "It is larger than allowed."),
  /** The content to be written could not be read; what was there is as it was. */
  NO_CONTENT(false, false, "What was to be written, or where it was to go, failed."),
  UNSUPPORTED(false, false, "The host, or the access to it, has no such thing."),
  /** The host only says that it failed. */
  FAILED(true, true, "The host could not do it.");

  private final boolean retryable;
  private final boolean mayHaveHappened;
  private final String sentence;

  AccessFault(boolean retryable, boolean mayHaveHappened, String sentence) {
    this.retryable = retryable;
    this.mayHaveHappened = mayHaveHappened;
    this.sentence = sentence;
  }

  /** Whether the same may work when it is tried again unchanged. */
  public boolean isRetryable() {
    return retryable;
  }

  /** Whether what was asked for may have been done all the same, wholly or in part. */
  public boolean mayHaveHappened() {
    return mayHaveHappened;
  }

  /** What it means, for people. */
  public String sentence() {
    return sentence;
  }

  /** The code, such as {@code host-key-mismatch}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
