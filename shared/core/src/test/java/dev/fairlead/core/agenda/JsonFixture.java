package dev.fairlead.core.agenda;

import dev.fairlead.core.json.Json;

/** JSON for tests; single quotes stand for double ones. */
final class JsonFixture {
  private JsonFixture() {}

  static Json json(String text) {
    var quoted = text.replace('\'', '"');
    return JsonLiteral.read(quoted, 0)
        .filter(found -> found.end() == quoted.length())
        .orElseThrow(() -> new IllegalArgumentException(quoted))
        .value();
  }
}
