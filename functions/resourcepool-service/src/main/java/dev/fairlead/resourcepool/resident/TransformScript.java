package dev.fairlead.resourcepool.resident;

import dev.fairlead.core.agenda.ExpressionLanguage;
import dev.fairlead.core.agenda.ExpressionLanguage.Given;
import dev.fairlead.core.agenda.ExpressionLanguage.Undefined;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.TransformPayload;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.resourcepool.resident.ResidentHandlers.Script;
import java.time.Duration;
import java.util.List;

/** One value of others: as it stands, or by an expression. */
final class TransformScript {
  private TransformScript() {}

  static Script of(Json payload) {
    var findings = new Findings();
    var transform = TransformPayload.read(payload, JsonPointer.WHOLE.child("payload"), findings);
    if (!findings.problems().isEmpty()) {
      return Script.failing(
          "bad-payload",
          findings.problems().getFirst().path() + ": " + findings.problems().getFirst().message());
    }
    return transform
        .expression()
        .map(expression -> evaluated(expression, transform))
        .orElseGet(() -> given(transform.values().getOrDefault(TransformPayload.VALUE, Json.NULL)));
  }

  private static Script evaluated(String expression, TransformPayload transform) {
    var language =
        ExpressionLanguage.installed()
            .orElseThrow(() -> new IllegalStateException("no language for expressions"));
    return switch (language.evaluate(expression, transform.values())) {
      case Given(Json value) -> given(value);
      case Undefined(String why) ->
          Script.failing("expression", "Its expression gives nothing: " + why);
    };
  }

  private static Script given(Json value) {
    return new Script(List.of(), Duration.ZERO, new Ending.Succeeded(value));
  }
}
