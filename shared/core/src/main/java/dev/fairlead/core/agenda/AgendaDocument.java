package dev.fairlead.core.agenda;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A valid agenda document: made by {@link DocumentRules} only after every rule held.
 *
 * @param onFailure what becomes of the rest when an operation fails
 * @param timeout how long the agenda may take from its claim, {@code finally} not included
 * @param deadline when it should be over; it is told when it is not
 * @param maximumAttempts how often the agenda is tried, the first time included: 1 to 100
 * @param backoff how long it waits between two tries
 * @param doNotRun whether it is stored and never put in a line
 * @param inventory what its operations change by their verbs; one agenda has it at a time
 * @param reserve what it holds at least from its admission to its end; nothing unless said, see
 *     {@link Floor}
 * @param operations in document order, those of {@code finally} last; at least one; names unique
 *     ignoring case; no unknown dependency; no cycle
 * @param timeScale factor on what resident operations sleep, above 0 up to 1000; 1 is real time
 * @param canonical the document as accepted: what is stored and hashed
 */
public record AgendaDocument(
    Optional<String> title,
    Optional<String> linkId,
    Optional<String> externalId,
    int priority,
    double timeScale,
    FailurePolicy onFailure,
    Optional<Duration> timeout,
    Optional<Deadline> deadline,
    int maximumAttempts,
    Backoff backoff,
    boolean doNotRun,
    Optional<InventoryName> inventory,
    Amounts reserve,
    List<OperationSpec> operations,
    Json.Obj canonical) {
  public AgendaDocument {
    operations = List.copyOf(operations);
  }

  /** The same, as if it reserved nothing. */
  AgendaDocument withoutReserve() {
    return new AgendaDocument(
        title,
        linkId,
        externalId,
        priority,
        timeScale,
        onFailure,
        timeout,
        deadline,
        maximumAttempts,
        backoff,
        doNotRun,
        inventory,
        Amounts.NONE,
        operations,
        canonical);
  }

  /** What POP calls {@code cid}; without effect where it can't be a correlation id. */
  public Optional<CorrelationId> correlationId() {
    return canonical.text("cid").filter(CorrelationId::isValid).map(CorrelationId::new);
  }
}
