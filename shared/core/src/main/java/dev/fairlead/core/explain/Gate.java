package dev.fairlead.core.explain;

import java.time.Instant;

/** Whether agendas pass through an insight or a resource pool. */
public sealed interface Gate {
  /** They do. */
  record Open() implements Gate {}

  /**
   * None is dispatched.
   *
   * @param by who wanted that
   * @param why what that one said
   */
  record Held(String by, Instant since, String why) implements Gate {}

  /** Those that are there are, and no more come in. */
  record Draining(String by, Instant since, String why) implements Gate {}
}
