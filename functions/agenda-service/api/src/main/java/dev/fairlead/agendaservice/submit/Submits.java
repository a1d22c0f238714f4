package dev.fairlead.agendaservice.submit;

import dev.fairlead.agendaservice.submit.Submission.Answer;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.PortException;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.HttpStatus;
import dev.fairlead.endpoint.Problems;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.wire.ProblemJson;
import dev.fairlead.wire.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Submits of one agenda, and of several in one call. Each is accepted or refused as if it came
 * alone: there is no transaction around them, and one that is refused, or that the store has no
 * answer for, holds up none of the others. Sent again with the same keys, those that were accepted
 * answer with the same ids.
 */
public final class Submits {
  /** Problems that are told of one agenda; alone, it would be told all. */
  private static final int MAX_PROBLEMS = 20;

  private final Submit submit;
  private final UploadedDocuments uploads;

  public Submits(Submit submit, UploadedDocuments uploads) {
    this.submit = submit;
    this.uploads = uploads;
  }

  /** Answers what became of the only one. */
  public Reply submitOne(Call call) {
    var customer = call.caller().customer();
    var document = uploads.resolved(customer, TextFormat.of(call.contentType()).parse(call.body()));
    var key = call.text(Parameter.IDEMPOTENCY_KEY);
    return AcceptedReply.of(
        customer, submit.submit(new Submission(customer, document, key, call.correlationId())));
  }

  /** Answers what became of each. */
  public Reply submit(Call call) {
    var batch = Batch.of(TextFormat.of(call.contentType()).parse(call.body()));
    var key = call.text(Parameter.IDEMPOTENCY_KEY);
    var items = new ArrayList<Json>();
    int accepted = 0;
    for (int i = 0; i < batch.items().size(); i++) {
      var item = batch.items().get(i);
      var outcome = outcome(call, item, item.key().isPresent() ? item.key() : derived(key, i));
      accepted += outcome.isAccepted() ? 1 : 0;
      items.add(outcome.json(i));
    }
    return Reply.json(
        Json.object()
            .put("accepted", accepted)
            .put("refused", items.size() - accepted)
            .put("items", Json.array(items))
            .build());
  }

  /** The same for the same place in the same request. */
  private static Optional<String> derived(Optional<String> key, int index) {
    return key.map(text -> text + "/" + index);
  }

  private Outcome outcome(Call call, Batch.Item item, Optional<String> key) {
    try {
      var document = uploads.resolved(call.caller().customer(), item.document());
      return switch (submit.submit(
          new Submission(call.caller().customer(), document, key, call.correlationId()))) {
        case Answer.Accepted(AgendaId agenda, String insight, _) -> new Taken(201, agenda, insight);
        case Answer.AcceptedBefore(AgendaId agenda, String insight, _) ->
            new Taken(200, agenda, insight);
        case Answer.TokenReused(AgendaId agenda) -> new Refused(AcceptedReply.reused(agenda));
      };
    } catch (FairleadException refused) {
      return new Refused(refused);
    } catch (PortException unanswered) {
      // What is broken for good is no answer about one agenda.
      if (!unanswered.fault().isRetryable()) {
        throw unanswered;
      }
      return new Refused(Problems.told(unanswered));
    }
  }

  private sealed interface Outcome {
    boolean isAccepted();

    Json json(int index);
  }

  private record Taken(int status, AgendaId agenda, String insight) implements Outcome {
    @Override
    public boolean isAccepted() {
      return true;
    }

    @Override
    public Json json(int index) {
      return Json.object()
          .put("index", index)
          .put("status", status)
          .put("id", agenda.value())
          .put("insight", insight)
          .build();
    }
  }

  private record Refused(FairleadException reason) implements Outcome {
    @Override
    public boolean isAccepted() {
      return false;
    }

    @Override
    public Json json(int index) {
      return Json.object()
          .put("index", index)
          .put("status", HttpStatus.of(reason.code()))
          .put("code", reason.code().name())
          .put("detail", String.valueOf(reason.getMessage()))
          .put("problems", Json.array(shown(reason.problems())))
          .build();
    }

    private static List<Json> shown(List<Problem> problems) {
      if (problems.size() <= MAX_PROBLEMS) {
        return problems.stream().<Json>map(ProblemJson::json).toList();
      }
      var more =
          new Problem(
              "",
              ProblemCode.MORE_PROBLEMS,
              "There are " + (problems.size() - MAX_PROBLEMS) + " more problems.");
      return Stream.concat(problems.stream().limit(MAX_PROBLEMS), Stream.of(more))
          .<Json>map(ProblemJson::json)
          .toList();
    }
  }
}
