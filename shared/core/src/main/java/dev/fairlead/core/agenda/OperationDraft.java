package dev.fairlead.core.agenda;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.quota.Amounts;
import java.util.List;
import java.util.Optional;

/**
 * An operation read on its own, before anybody looked at the others.
 *
 * @param place of the operation in the document
 * @param name empty if it has no proper one
 * @param dependsOn as written, in both forms
 */
record OperationDraft(
    JsonPointer place,
    String name,
    String type,
    Phase phase,
    Json payload,
    List<Mention> dependsOn,
    RetryPolicy retry,
    Timeouts timeouts,
    Expansion expansion,
    Optional<Condition> when,
    Optional<String> sequentialGroup,
    Optional<ComponentWork> work,
    Amounts requests,
    Amounts dependents,
    Json.Obj params) {
  /** A name of an operation, and where it stands. */
  record Mention(JsonPointer place, String name) {}

  OperationDraft {
    dependsOn = List.copyOf(dependsOn);
  }

  /** The operation with its dependencies in the document's spelling. */
  OperationSpec withDependencies(List<String> names) {
    return new OperationSpec(
        name,
        type,
        phase,
        payload,
        names,
        retry,
        timeouts,
        expansion,
        when,
        sequentialGroup,
        work,
        requests,
        dependents,
        params);
  }
}
