package dev.fairlead.core.imports;

/** What an import does with a plan of ernest that has already begun. */
public enum ErnestMode {
  /**
   * Completed changes are not run again and count as done for those that wait for them; all others
   * are run, also those that run or failed.
   */
  RESUME,
  /** Every change is run, whatever its state. */
  RESTART
}
