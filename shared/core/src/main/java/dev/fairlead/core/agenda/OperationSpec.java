package dev.fairlead.core.agenda;

import dev.fairlead.core.json.Json;
import java.util.List;

/**
 * One operation as the document gives it.
 *
 * @param name unique in its agenda, ignoring case
 * @param type picks the handler
 * @param payload free JSON; may hold references
 * @param dependsOn names given outright, in the list or in POP's comma-separated {@code
 *     params.dependsOn}; each once, as the document spells the operation
 * @param phase when it has its turn
 * @param timeouts how long it may take
 * @param retry when and how often a failed attempt is tried again
 * @param params what else came under {@code params}
 */
public record OperationSpec(
    String name,
    String type,
    Phase phase,
    Json payload,
    List<String> dependsOn,
    RetryPolicy retry,
    Timeouts timeouts,
    Json.Obj params) {
  public OperationSpec {
    dependsOn = List.copyOf(dependsOn);
  }
}
