package dev.fairlead.agendaservice.submit;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import java.util.Optional;

/**
 * A document to be accepted.
 *
 * @param clientToken the caller's idempotency key
 */
public record Submission(CustomerId customer, Json document, Optional<String> clientToken) {

  /** What became of it. */
  public sealed interface Answer {
    /** Stored, and will run. */
    record Accepted(AgendaId agenda, String insight) implements Answer {}

    /** The same token and body had been accepted before. */
    record AcceptedBefore(AgendaId agenda, String insight) implements Answer {}

    /** The token had been used for another body. */
    record TokenReused(AgendaId agenda) implements Answer {}
  }
}
