package dev.fairlead.agendaservice.rerun;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants done again.
 *
 * @param which empty if names are given
 * @param from names of operations, as the caller spells them; none if which says it
 * @param set what is to be at places of the document
 * @param skipExecution whether it is only reset, and then held
 */
record RerunRequest(
    Optional<Which> which,
    List<String> from,
    Map<JsonPointer, Json> set,
    boolean skipExecution,
    boolean dryRun) {
  /** Operations by what became of them. */
  enum Which {
    ALL,
    UNFINISHED,
    FAILED
  }

  private static final Set<String> FIELDS =
      Set.of("which", "from", "set", "skipExecution", "dryRun");
  private static final int MAX_TEXT = 100;

  RerunRequest {
    from = List.copyOf(from);
  }

  /**
   * Reads a request.
   *
   * @throws FairleadException {@code INVALID_REQUEST} with every problem
   */
  static RerunRequest read(Json body) {
    var findings = new Findings();
    if (!(body instanceof Json.Obj object)) {
      findings.add(JsonPointer.WHOLE, ProblemCode.WRONG_TYPE, "The request is an object.");
      throw refused(findings);
    }
    for (String name : object.fields().keySet()) {
      if (!FIELDS.contains(name)) {
        findings.add(
            JsonPointer.WHOLE.child(name),
            ProblemCode.UNKNOWN_FIELD,
            "There is no field " + name + ".",
            findings.nearest(name, FIELDS));
      }
    }
    var read =
        new RerunRequest(
            which(object, findings),
            from(object, findings),
            set(object, findings),
            truth(object, "skipExecution", findings),
            truth(object, "dryRun", findings));
    if (findings.problems().isEmpty() && read.which().isEmpty() == read.from().isEmpty()) {
      findings.add(
          JsonPointer.WHOLE,
          ProblemCode.MISSING_FIELD,
          "Say what is done again: either which (all, unfinished or failed) or from.");
    }
    if (!findings.problems().isEmpty()) {
      throw refused(findings);
    }
    return read;
  }

  private static FairleadException refused(Findings findings) {
    return new FairleadException(
        ErrorCode.INVALID_REQUEST, "The request has problems.", findings.problems());
  }

  private static Optional<Which> which(Json.Obj object, Findings findings) {
    return switch (findings.text(object, JsonPointer.WHOLE, "which", MAX_TEXT).orElse("")) {
      case "" -> Optional.empty();
      case "all" -> Optional.of(Which.ALL);
      case "unfinished" -> Optional.of(Which.UNFINISHED);
      case "failed" -> Optional.of(Which.FAILED);
      case String _ -> {
        findings.add(
            JsonPointer.WHOLE.child("which"),
            ProblemCode.UNKNOWN_VALUE,
            "The field which is all, unfinished or failed.");
        yield Optional.empty();
      }
    };
  }

  private static List<String> from(Json.Obj object, Findings findings) {
    var place = JsonPointer.WHOLE.child("from");
    var given = findings.present(object, "from");
    if (given.isEmpty()) {
      return List.of();
    }
    var names = new ArrayList<String>();
    if (given.get() instanceof Json.Arr(List<Json> items) && !items.isEmpty()) {
      for (int i = 0; i < items.size(); i++) {
        if (items.get(i) instanceof Json.Str(String name)) {
          names.add(name);
        } else {
          findings.add(place.child(i), ProblemCode.WRONG_TYPE, "It is the name of an operation.");
        }
      }
    } else {
      findings.wrongType(place, "from", "a list of names");
    }
    return names;
  }

  private static Map<JsonPointer, Json> set(Json.Obj object, Findings findings) {
    var place = JsonPointer.WHOLE.child("set");
    var changes = new LinkedHashMap<JsonPointer, Json>();
    findings
        .object(object, JsonPointer.WHOLE, "set")
        .ifPresent(given ->
            given
                .fields()
                .forEach((text, value) ->
                    JsonPointer.parse(text)
                        .ifPresentOrElse(
                            pointer -> changes.put(pointer, value),
                            () ->
                                findings.add(
                                    place.child(text),
                                    ProblemCode.WRONG_TYPE,
                                    "It is no JSON Pointer, such as /operations/0/payload."))));
    return changes;
  }

  private static boolean truth(Json.Obj object, String name, Findings findings) {
    if (findings.present(object, name).isPresent() && object.truth(name).isEmpty()) {
      findings.wrongType(JsonPointer.WHOLE.child(name), name, "true or false");
    }
    return object.truth(name).orElse(false);
  }
}
