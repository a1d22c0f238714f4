package dev.fairlead.core.agenda;

/** When an operation has its turn. */
public enum Phase {
  /** As soon as its dependencies allow. */
  MAIN,
  /** Once every operation of {@link #MAIN} is complete, however that went. */
  FINALLY
}
