package dev.fairlead.sdk;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import java.util.Optional;

/**
 * What one attempt is asked to do.
 *
 * @param operationKey {@code customer/agenda/operation}
 * @param attempt 1 and up
 * @param payload references replaced
 * @param last what the attempt before said last, if it said something
 */
public record Order(
    String operationKey, int attempt, Json payload, Optional<OperationProgress.OfAttempt> last) {}
