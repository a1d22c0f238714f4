package dev.fairlead.wire;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import java.util.Optional;

/**
 * A message on a work queue: an attempt for a queue worker to run.
 *
 * @param attempt 1 and up
 * @param correlationId of the request that the agenda came with, for logs
 * @param payload with references already resolved
 * @param reportTo the queue that takes the reports
 * @param lastProgress what the attempt before this one said last, if it said something and came to
 *     nothing
 */
public record WorkMessage(
    OperationKey key,
    int attempt,
    String type,
    CorrelationId correlationId,
    Json payload,
    String reportTo,
    Optional<OperationProgress.OfAttempt> lastProgress) {
  private static final String LAST_PROGRESS = "lastProgress";

  /** An order that follows upon nothing. */
  public WorkMessage(
      OperationKey key,
      int attempt,
      String type,
      CorrelationId correlationId,
      Json payload,
      String reportTo) {
    this(key, attempt, type, correlationId, payload, reportTo, Optional.empty());
  }

  /**
   * Reads a message's body.
   *
   * @throws dev.fairlead.core.error.FairleadException {@code MALFORMED_JSON} or {@code
   *     INVALID_REQUEST}, naming the first place it stumbled on
   */
  public static WorkMessage parse(String body) {
    var fields = Fields.ofMessage(JsonText.parseStored(body));
    return new WorkMessage(
        fields.parsed("key", "customer/agendaId/operation", OperationKey::parse),
        fields.whole("attempt"),
        fields.text("type"),
        fields.parsed("correlationId", "a correlation id", CorrelationId::new),
        fields.value("payload"),
        fields.text("reportTo"),
        fields.object().field(LAST_PROGRESS).flatMap(ProgressText::lastOf));
  }

  /** The message's body. */
  public String body() {
    return JsonText.write(
        Json.object()
            .put("v", Fields.VERSION)
            .put("key", key.toString())
            .put("attempt", attempt)
            .put("type", type)
            .put("correlationId", correlationId.value())
            .put("payload", payload)
            .put("reportTo", reportTo)
            .putIfPresent(LAST_PROGRESS, lastProgress.map(ProgressText::json))
            .build());
  }
}
