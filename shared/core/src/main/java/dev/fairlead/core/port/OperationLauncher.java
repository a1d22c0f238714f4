package dev.fairlead.core.port;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.secret.SecretUse;
import java.util.List;
import java.util.Optional;

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
   * @param correlationId of the request that the agenda came with, for logs
   * @param payload with references already resolved, but for secrets
   * @param secrets to be put into the payload where the work starts, and nowhere before
   * @param lastProgress what the attempt before this one said last, if it said something and came
   *     to nothing
   */
  record Order(
      OperationKey key,
      int attempt,
      String type,
      CorrelationId correlationId,
      Json payload,
      List<SecretUse> secrets,
      Optional<OperationProgress.OfAttempt> lastProgress) {
    public Order {
      secrets = List.copyOf(secrets);
    }

    /** An order without secrets that follows upon nothing. */
    public Order(
        OperationKey key, int attempt, String type, CorrelationId correlationId, Json payload) {
      this(key, attempt, type, correlationId, payload, List.of(), Optional.empty());
    }
  }

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
