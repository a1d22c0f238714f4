package dev.fairlead.agendaservice.submit;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import java.util.Optional;

/**
 * A document to be accepted.
 *
 * @param clientToken the caller's idempotency key
 * @param correlationId of the request
 * @param requestSha256 of what the key stands for, where that is not the document itself: a
 *     template that is run again with the same payload may make another document of it by then
 */
public record Submission(
    CustomerId customer,
    Json document,
    Optional<String> clientToken,
    CorrelationId correlationId,
    Optional<String> requestSha256) {

  /** A document whose key stands for the document. */
  public Submission(
      CustomerId customer,
      Json document,
      Optional<String> clientToken,
      CorrelationId correlationId) {
    this(customer, document, clientToken, correlationId, Optional.empty());
  }

  /** What became of it. */
  public sealed interface Answer {
    /**
     * Stored, and will run.
     *
     * @param binding why in that insight
     */
    record Accepted(AgendaId agenda, String insight, Optional<String> binding) implements Answer {}

    /** The same token and body had been accepted before. */
    record AcceptedBefore(AgendaId agenda, String insight, Optional<String> binding)
        implements Answer {}

    /** The token had been used for another body. */
    record TokenReused(AgendaId agenda) implements Answer {}
  }
}
