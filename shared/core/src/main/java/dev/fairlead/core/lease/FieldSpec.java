package dev.fairlead.core.lease;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.time.Duration;

/**
 * A field of a blueprint that only its driver understands.
 *
 * @param says what it is for, as a sentence
 */
public record FieldSpec(String name, Kind kind, boolean isRequired, String says) {
  private static final int MAX_TEXT = 4096;
  private static final Duration LONGEST = Duration.ofDays(365);

  /** What a field holds. */
  public enum Kind {
    TEXT,
    WHOLE,
    TRUTH,
    DURATION,
    OBJECT,
    LIST
  }

  public static FieldSpec required(String name, Kind kind, String says) {
    return new FieldSpec(name, kind, true, says);
  }

  public static FieldSpec optional(String name, Kind kind, String says) {
    return new FieldSpec(name, kind, false, says);
  }

  /** Notes what is wrong with this field of an object. */
  void check(Json.Obj given, JsonPointer place, Findings findings) {
    var value = findings.present(given, name);
    if (value.isEmpty()) {
      if (isRequired) {
        findings.add(
            place.child(name),
            ProblemCode.MISSING_FIELD,
            "The field " + name + " is missing. " + says);
      }
      return;
    }
    switch (kind) {
      case TEXT -> findings.text(given, place, name, MAX_TEXT);
      case WHOLE -> findings.whole(given, place, name, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case TRUTH -> findings.truth(given, place, name);
      case DURATION -> findings.duration(given, place, name, Duration.ZERO, LONGEST);
      case OBJECT -> findings.object(given, place, name);
      case LIST -> {
        if (!(value.get() instanceof Json.Arr)) {
          findings.wrongType(place.child(name), name, "a list");
        }
      }
    }
  }
}
