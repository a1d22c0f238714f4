package dev.fairlead.core.agenda;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a run knows of itself: a reference's name that is no operation's output. */
public enum Token {
  AGENDA_ID("pop.agendaId", "The agenda's id."),
  CUSTOMER_ID("pop.customerId", "The id of the customer whose agenda it is."),
  OPERATION_NAME("pop.operationName", "The name of the operation whose payload it stands in."),
  ATTEMPT("pop.attempt", "Which attempt of the operation it is, a number, 1 for the first."),
  LINK_ID("pop.linkId", "The document's linkId; there is none if the document has none."),
  EXTERNAL_ID("pop.externalId", "The document's externalId; there is none if it has none."),
  CORRELATION_ID("pop.correlationId", "What ties together all that comes of one request.");

  private final String text;
  private final String meaning;

  Token(String text, String meaning) {
    this.text = text;
    this.meaning = meaning;
  }

  /** What stands in a reference, as in {@code pop.agendaId}. */
  public String text() {
    return text;
  }

  /** What it stands for, in a sentence. */
  public String meaning() {
    return meaning;
  }

  /** What the tokens are for one attempt of an operation; without those that the document lacks. */
  public static Map<String, Json> values(
      OperationKey operation, int attempt, AgendaDocument document, CorrelationId correlation) {
    var values = new LinkedHashMap<String, Json>();
    for (Token token : values()) {
      token
          .value(operation, attempt, document, correlation)
          .ifPresent(value -> values.put(token.text, value));
    }
    return values;
  }

  private Optional<Json> value(
      OperationKey operation, int attempt, AgendaDocument document, CorrelationId correlation) {
    return switch (this) {
      case AGENDA_ID -> Optional.of(Json.of(operation.agenda().agenda().value()));
      case CUSTOMER_ID -> Optional.of(Json.of(operation.agenda().customer().value()));
      case OPERATION_NAME -> Optional.of(Json.of(operation.operation()));
      case ATTEMPT -> Optional.of(Json.of(attempt));
      case LINK_ID -> document.linkId().map(Json::of);
      case EXTERNAL_ID -> document.externalId().map(Json::of);
      case CORRELATION_ID -> Optional.of(Json.of(correlation.value()));
    };
  }
}
