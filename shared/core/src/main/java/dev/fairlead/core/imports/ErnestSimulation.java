package dev.fairlead.core.imports;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.Quoted;
import dev.fairlead.core.agenda.SimulatedTime;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How changes go that nobody really makes. What is not said takes no time, succeeds, and answers
 * with the component as it is to be.
 *
 * @param answers by component id, which counts first, or by subject
 */
public record ErnestSimulation(Map<String, Answer> answers) {
  /** Of nothing anything is said. */
  public static final ErnestSimulation PLAIN = new ErnestSimulation(Map.of());

  private static final List<String> FIELDS = List.of("seconds", "reply", "error");
  private static final Answer AT_ONCE =
      new Answer(BigDecimal.ZERO, Optional.empty(), Optional.empty());

  public ErnestSimulation {
    answers = Map.copyOf(answers);
  }

  /**
   * How one change goes.
   *
   * @param reply in place of the component
   * @param error it fails, and this is why
   */
  public record Answer(BigDecimal seconds, Optional<Json> reply, Optional<String> error) {}

  /**
   * Reads a simulation: an object with {@code {"seconds": 1.5, "reply": ..., "error": "..."}} for
   * each id or subject, every field optional.
   *
   * @param findings is told what is wrong with it; then what is read is not good for use
   */
  public static ErnestSimulation read(Json given, Findings findings) {
    if (!(given instanceof Json.Obj simulation)) {
      findings.add(
          JsonPointer.WHOLE,
          ProblemCode.WRONG_TYPE,
          "A simulation is an object with an answer for each id or TYPE.VERB.PROVIDER.");
      return PLAIN;
    }
    var answers = new LinkedHashMap<String, Answer>();
    simulation
        .fields()
        .forEach((key, value) -> {
          var place = JsonPointer.WHOLE.child(key);
          if (value instanceof Json.Obj answer) {
            answers.put(key, answer(answer, place, findings));
          } else {
            findings.wrongType(place, key, "an object");
          }
        });
    return new ErnestSimulation(answers);
  }

  private static Answer answer(Json.Obj answer, JsonPointer place, Findings findings) {
    for (var field : answer.fields().keySet()) {
      if (!FIELDS.contains(field)) {
        findings.add(
            place.child(field),
            ProblemCode.UNKNOWN_FIELD,
            "There is no field " + Quoted.name(field) + " here.",
            findings.nearest(field, FIELDS));
      }
    }
    return new Answer(
        seconds(answer, place.child("seconds"), findings),
        findings.present(answer, "reply"),
        findings.text(answer, place, "error", Integer.MAX_VALUE));
  }

  private static BigDecimal seconds(Json.Obj answer, JsonPointer place, Findings findings) {
    var given = findings.present(answer, "seconds");
    if (given.isEmpty()) {
      return BigDecimal.ZERO;
    }
    if (given.get() instanceof Json.Num(BigDecimal seconds) && SimulatedTime.isValid(seconds)) {
      return seconds;
    }
    findings.wrongType(place, "seconds", "a number from 0 to a year of seconds");
    return BigDecimal.ZERO;
  }

  /** What an operation of the type {@code simulate} is told. */
  Json.Obj payload(String id, Json.Obj body) {
    var bySubject = answers.getOrDefault(ErnestComponent.subject(body), AT_ONCE);
    var answer = answers.getOrDefault(id, bySubject);
    return Json.object()
        .put(SimulatedTime.FIELD, Json.of(answer.seconds()))
        .put("result", answer.reply().orElseGet(() -> completed(body)))
        .putText("fail", answer.error())
        .build();
  }

  private static Json completed(Json.Obj body) {
    return body.with(ErnestComponent.STATE, Json.of("completed"));
  }
}
