package dev.fairlead.core.port;

import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;

/**
 * Starts operations somewhere outside and sees that their reports reach the completion queue. One
 * implementation per kind of place; a crash between any two calls must lose nothing, because the
 * executor asks again.
 */
public interface OperationLauncher {
  /**
   * An attempt to be started.
   *
   * @param attempt 1 and up; with the key it names the attempt for ever, and fences older ones
   * @param type the operation's type
   * @param payload with references already resolved
   */
  record Order(OperationKey key, int attempt, String type, Json payload) {}

  /**
   * Starts the attempt, soon. Idempotent by key and attempt: an attempt that already started is not
   * started again by this launcher, but its latest report is sent again.
   */
  void launch(Order order);

  /**
   * The attempt no longer counts: end it if it runs, and forget it. Idempotent. Also called for
   * attempts that ended by themselves and were committed.
   */
  void release(OperationKey key, int attempt);
}
