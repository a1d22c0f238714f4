package dev.fairlead.core.error;

/** Whose fault it is; decides HTTP status, retry and alarm. */
public enum Kind {
  /** The caller sent something wrong. */
  CALLER,
  /** The caller may not do this. */
  REFUSED,
  /** What the caller names is not there, or not the caller's to see. */
  MISSING,
  /** Someone else was first, or the state does not allow it. */
  CONFLICT,
  /** A quota or size limit. */
  LIMIT,
  /** Something we depend on did not answer; try again. */
  DEPENDENCY,
  /** Our own mistake. */
  BUG
}
