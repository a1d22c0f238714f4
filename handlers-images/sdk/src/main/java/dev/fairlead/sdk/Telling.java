package dev.fairlead.sdk;

import dev.fairlead.core.run.OperationProgress;

/** Where what a handler says goes. Both return at once, and throw nothing that a handler caused. */
public interface Telling {
  /** All that was said so far, which replaces what it was given before. */
  void progress(OperationProgress all);

  /** Nothing new, but alive. */
  void alive();
}
