package dev.fairlead.bench.kill;

/** When a server is killed. */
sealed interface Moment {
  /** What else is killed with it. */
  enum Hurt {
    NOTHING(""),
    /** A running operation's process group. */
    GROUP("/group"),
    /** The leader of a running operation's process group, and nobody else. */
    LEADER("/leader");

    private final String text;

    Hurt(String text) {
      this.text = text;
    }
  }

  /** So long after it was started, ready or not. */
  record Starting(int millis) implements Moment {}

  /** So long after it was ready, with nothing submitted yet. */
  record Idle(int millis) implements Moment {}

  /** So long after the document was sent to it. */
  record Submitting(int millis) implements Moment {}

  /**
   * So long after it was ready, with the agenda running.
   *
   * @param serverFirst whether the operation is hurt while no server looks
   */
  record Running(int millis, Hurt hurt, boolean serverFirst) implements Moment {}

  /** So long after the one operation that everything waits for has started. */
  record Pausing(int millis) implements Moment {}

  /** After the agenda's end. */
  record Over() implements Moment {}

  /** As it is printed. */
  default String text() {
    return switch (this) {
      case Starting(int millis) -> "start+" + millis;
      case Idle(int millis) -> "idle+" + millis;
      case Submitting(int millis) -> "submit+" + millis;
      case Running(int millis, Hurt hurt, boolean serverFirst) ->
          "ready+" + millis + hurt.text + (serverFirst && hurt != Hurt.NOTHING ? "-after" : "");
      case Pausing(int millis) -> "pause+" + millis;
      case Over() -> "end";
    };
  }
}
