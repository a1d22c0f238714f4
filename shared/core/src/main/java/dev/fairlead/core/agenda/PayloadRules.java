package dev.fairlead.core.agenda;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;

/**
 * The rules of payloads that can be held to them before their references are replaced. Other types
 * say what is wrong with theirs when they have their turn.
 */
final class PayloadRules {
  private PayloadRules() {}

  static void check(String type, Json payload, JsonPointer place, Findings findings) {
    switch (type) {
      case TransformPayload.TYPE ->
          TransformPayload.read(payload, place, PayloadRules::isReference, findings);
      case HttpPayload.TYPE ->
          HttpPayload.read(payload, place, PayloadRules::isReference, findings);
      case SubAgendaRules.TYPE -> {
        if (TemplateCall.is(payload)) {
          TemplateCall.read(payload, place, PayloadRules::isReference, findings);
        }
      }
      default -> {
        // Free.
      }
    }
  }

  /** Whether the value is, or begins, what becomes known later. */
  private static boolean isReference(Json value) {
    return value instanceof Json.Str(String text) && Reference.isIn(text);
  }
}
