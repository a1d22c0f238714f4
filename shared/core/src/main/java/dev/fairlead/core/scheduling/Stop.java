package dev.fairlead.core.scheduling;

/** Why a contest ended. */
public enum Stop {
  /** As many as there is room for were picked. */
  ROOM_USED,

  /** Nobody is left that may have more. */
  NOBODY_LEFT,

  /**
   * What is next does not fit into the insight's limits. Nothing smaller goes before it: it would
   * never fit.
   */
  INSIGHT_FULL,

  /**
   * Who is next, or may be, has agendas that were not read: read on and ask again. With nothing
   * picked from as many as may be read, ask as if that were all there is.
   */
  HEADS_USED
}
