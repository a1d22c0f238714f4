package dev.fairlead.sdk;

import dev.fairlead.core.json.Json;
import java.io.IOException;

/** Where a handler runs: what it says goes from here, and its result. */
interface Place extends Telling {
  /** What is started beside a run here. */
  Dependents dependents(Cancellation cancellation);

  /** The last that is said of progress. It is not worth failing for. */
  void close();

  /**
   * Leaves the result, after which nothing else is left.
   *
   * @throws IOException if it cannot be: the attempt has failed then
   */
  void leave(Json result) throws IOException;

  /** Leaves why it failed, where somebody reads that; its log says it in any case. */
  void fail(Outcome.Failed failed);
}
