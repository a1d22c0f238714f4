package dev.fairlead.cli;

import dev.fairlead.core.json.Json;

/**
 * What went wrong, as the API says it.
 *
 * @param code for programs, such as {@code exit:75}; empty if there is none
 * @param message for people; empty if there is none
 */
record DiagnosticView(String code, String message) {
  static DiagnosticView of(Json.Obj diagnostic) {
    return new DiagnosticView(
        diagnostic.text("code").orElse(""), diagnostic.text("message").orElse(""));
  }

  /** {@code code: message}, or the one there is. */
  String text() {
    return code.isEmpty() || message.isEmpty() ? code + message : code + ": " + message;
  }
}
