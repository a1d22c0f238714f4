package dev.fairlead.core.lease;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;

/** Holds what a blueprint says under {@code fields} against what its driver knows. */
public final class DriverFields {
  private DriverFields() {}

  /** Notes everything that is wrong. */
  public static void check(
      BlueprintDriver driver, Json.Obj given, JsonPointer place, Findings findings) {
    var names = driver.fields().stream().map(FieldSpec::name).toList();
    for (String name : given.fields().keySet()) {
      if (!names.contains(name)) {
        findings.add(
            place.child(name),
            ProblemCode.UNKNOWN_FIELD,
            "The driver " + driver.type() + " has no such field.",
            findings.nearest(name, names));
      }
    }
    driver.fields().forEach(field -> field.check(given, place, findings));
    driver.check(given, place, findings);
  }
}
