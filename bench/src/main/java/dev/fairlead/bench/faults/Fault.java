package dev.fairlead.bench.faults;

/** What goes wrong with one call of a port. */
enum Fault {
  /** The caller is gone; nothing was done. */
  CRASH_BEFORE("crash<"),
  /** It was done; the caller is gone and will never know. */
  CRASH_AFTER("crash>"),
  /** Refused for now; not done. */
  THROTTLED("thrott"),
  /** Another transaction was in the way; not done. */
  CONFLICT("confl"),
  /** Not done, and the caller can't know. */
  TIMED_OUT_NOT_DONE("lost<"),
  /** Done, and the caller can't know. */
  TIMED_OUT_DONE("lost>"),
  /** An index answers as it did some time ago. */
  STALE("stale"),
  /** Messages are lost. */
  DROPPED("drop"),
  /** Messages come twice. */
  DOUBLED("double"),
  /** Messages of a batch come in another order, also within a group. */
  SHUFFLED("shuffl"),
  /** Messages come much later. */
  DELAYED("delay"),
  /** Other invocations run before the call. */
  MEANWHILE_BEFORE("race<"),
  /** Other invocations run after the call, before the caller goes on. */
  MEANWHILE_AFTER("race>"),
  /** The caller sleeps for minutes, longer than any claim, while others go on; then it goes on. */
  STALLED("stall");

  private final String label;

  Fault(String label) {
    this.label = label;
  }

  /** Its name where there is little room. */
  String label() {
    return label;
  }
}
