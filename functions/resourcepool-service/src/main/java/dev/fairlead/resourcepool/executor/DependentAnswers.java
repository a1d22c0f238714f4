package dev.fairlead.resourcepool.executor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Growth;
import dev.fairlead.core.run.Intent;
import dev.fairlead.core.run.OperationOutcome;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.wire.JsonText;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What an attempt is told of those that it asked for beside itself: {@code {state, result}}, {@code
 * {state, code, message}} or {@code {state: "refused", problems}}. Nothing of those that are not
 * over.
 */
final class DependentAnswers {
  /** A larger result is not told: those of all have to fit onto one pod. */
  static final int MAX_RESULT_BYTES = 4 * 1024;

  private static final String STATE = "state";

  private DependentAnswers() {}

  static SortedMap<String, Json> of(
      AgendaRun run, Intent.Answer intent, Function<OperationRun, Optional<Json>> results) {
    var answers = new TreeMap<String, Json>();
    for (Growth growth : run.growths()) {
      if (growth instanceof Growth.Dependents asked
          && asked.by().equals(intent.operation())
          && asked.attempt() == intent.attempt()) {
        asked
            .refused()
            .forEach((name, problems) -> {
              if (intent.dependents().contains(name)) {
                answers.put(
                    name, Json.object().put(STATE, "refused").put("problems", problems).build());
              }
            });
        asked.taken().stream()
            .filter(intent.dependents()::contains)
            .forEach(name ->
                of(run.operation(Expansion.Dependent.nameOf(asked.by(), name)), results)
                    .ifPresent(answer -> answers.put(name, answer)));
      }
    }
    return answers;
  }

  private static Optional<Json> of(
      OperationRun operation, Function<OperationRun, Optional<Json>> results) {
    return operation.outcome().map(outcome -> of(operation, outcome, results));
  }

  private static Json of(
      OperationRun operation,
      OperationOutcome outcome,
      Function<OperationRun, Optional<Json>> results) {
    if (outcome == OperationOutcome.SUCCEEDED) {
      Json result = results.apply(operation).orElse(Json.NULL);
      int bytes = JsonText.write(result).getBytes(UTF_8).length;
      return bytes <= MAX_RESULT_BYTES
          ? Json.object().put(STATE, outcome.word()).put("result", result).build()
          : failure(
              OperationOutcome.FAILED,
              new Diagnostic(
                  "result",
                  "Its result has "
                      + bytes
                      + " bytes; "
                      + MAX_RESULT_BYTES
                      + " can be told to who started it."));
    }
    return failure(
        outcome,
        operation
            .diagnostic()
            .orElseGet(() -> new Diagnostic(outcome.word(), "It has no reason.")));
  }

  private static Json failure(OperationOutcome outcome, Diagnostic why) {
    return Json.object()
        .put(STATE, outcome.word())
        .put("code", why.code())
        .put("message", why.message())
        .build();
  }
}
