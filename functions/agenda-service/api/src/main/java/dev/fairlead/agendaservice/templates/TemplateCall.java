package dev.fairlead.agendaservice.templates;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.List;

/**
 * What a template is planned or run with.
 *
 * @param payload may be null: it is given, and the template's schema decides
 */
record TemplateCall(Json payload, Json.Obj canonical) {
  private static final List<String> FIELDS = List.of("payload", "customerId");

  /**
   * Reads a call's body.
   *
   * @throws FairleadException with every problem
   */
  static TemplateCall of(Json body) {
    var findings = new Findings();
    if (!(body instanceof Json.Obj object)) {
      findings.add(
          JsonPointer.WHOLE, ProblemCode.WRONG_TYPE, "What a template takes is an object.");
      throw refusal(findings);
    }
    for (var name : object.fields().keySet()) {
      if (!FIELDS.contains(name)) {
        findings.add(
            JsonPointer.WHOLE.child(name),
            ProblemCode.UNKNOWN_FIELD,
            "There is no such field here; what the template takes goes below payload.",
            findings.nearest(name, FIELDS));
      }
    }
    findings.text(object, JsonPointer.WHOLE, "customerId", 64);
    var payload = object.field("payload");
    if (payload.isEmpty()) {
      findings.add(
          JsonPointer.WHOLE.child("payload"),
          ProblemCode.MISSING_FIELD,
          "The field payload is missing; it may be {}.");
    }
    if (!findings.problems().isEmpty()) {
      throw refusal(findings);
    }
    return new TemplateCall(payload.orElseThrow(), object);
  }

  private static FairleadException refusal(Findings findings) {
    return new FairleadException(
        ErrorCode.INVALID_REQUEST, "The template can't be called like this.", findings.problems());
  }
}
