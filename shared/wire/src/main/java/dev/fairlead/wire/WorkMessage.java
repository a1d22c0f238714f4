package dev.fairlead.wire;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;

/**
 * A message on a work queue: an attempt for a queue worker to run.
 *
 * @param attempt 1 and up
 * @param correlationId of the request that the agenda came with, for logs
 * @param payload with references already resolved
 * @param reportTo the queue that takes the reports
 */
public record WorkMessage(
    OperationKey key,
    int attempt,
    String type,
    CorrelationId correlationId,
    Json payload,
    String reportTo) {
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
        fields.text("reportTo"));
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
            .build());
  }
}
