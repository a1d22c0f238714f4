package dev.fairlead.agendaservice.submit;

import dev.fairlead.agendaservice.submit.Submission.Answer;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.endpoint.Reply;
import java.util.Map;
import java.util.Optional;

/** How what became of a submission is told. */
public final class AcceptedReply {
  private AcceptedReply() {}

  /**
   * The reply of a route that submits one agenda.
   *
   * @throws FairleadException {@code IDEMPOTENCY_KEY_REUSED} if that is what became of it
   */
  public static Reply of(CustomerId customer, Answer answer) {
    return switch (answer) {
      case Answer.Accepted(AgendaId agenda, String insight, Optional<String> binding) ->
          Reply.json(201, body(customer, agenda, insight, binding))
              .withHeader(
                  "location",
                  Route.Progress.GET.target(Map.of(Parameter.AGENDA_ID, agenda.value())));
      case Answer.AcceptedBefore(AgendaId agenda, String insight, Optional<String> binding) ->
          Reply.json(200, body(customer, agenda, insight, binding));
      case Answer.TokenReused(AgendaId agenda) -> throw reused(agenda);
    };
  }

  static FairleadException reused(AgendaId agenda) {
    return new FairleadException(
        ErrorCode.IDEMPOTENCY_KEY_REUSED,
        "This Idempotency-Key was used for agenda " + agenda + ", with another document.");
  }

  private static Json body(
      CustomerId customer, AgendaId agenda, String insight, Optional<String> binding) {
    return Json.object()
        .put("id", agenda.value())
        .put("customerId", customer.value())
        .put("insight", insight)
        .putText("binding", binding)
        .put("state", "WAITING")
        .build();
  }
}
