package dev.fairlead.bench.faults;

/** What goes wrong with one call of a port. */
enum Fault {
  /** The caller is gone; nothing was done. */
  CRASH_BEFORE,
  /** It was done; the caller is gone and will never know. */
  CRASH_AFTER,
  /** Refused for now; not done. */
  THROTTLED,
  /** Another transaction was in the way; not done. */
  CONFLICT,
  /** Not done, and the caller can't know. */
  TIMED_OUT_NOT_DONE,
  /** Done, and the caller can't know. */
  TIMED_OUT_DONE,
  /** An index answers as it did some time ago. */
  STALE,
  /** Messages are lost. */
  DROPPED,
  /** Messages come twice. */
  DOUBLED,
  /** Messages of a batch come in another order, also within a group. */
  SHUFFLED,
  /** Messages come much later. */
  DELAYED,
  /** Other invocations run before the call. */
  MEANWHILE_BEFORE,
  /** Other invocations run after the call, before the caller goes on. */
  MEANWHILE_AFTER,
  /** The caller sleeps for minutes, longer than any claim, while others go on; then it goes on. */
  STALLED;

  /** Ordinary concurrency: nothing failed. */
  boolean isConcurrency() {
    return this == MEANWHILE_BEFORE || this == MEANWHILE_AFTER;
  }
}
