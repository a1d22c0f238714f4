package dev.fairlead.core.agenda;

import dev.fairlead.core.agenda.References.Resolution;
import dev.fairlead.core.agenda.References.Resolved;
import dev.fairlead.core.agenda.References.Unresolvable;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonLimits;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.secret.SecretUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One resolution of one payload; see {@link References#resolve}. */
final class Resolver {
  private final OperationOutputs outputs;
  private final Map<String, Json> tokens;

  /** Whether a later pass resolves what this one does not know; it then stays as it stands. */
  private final boolean isFirstOfTwo;

  /** What stays as it stands, because it is resolved when its operation has its turn. */
  private final LaterReferences later;

  private final List<Problem> problems = new ArrayList<>();
  private final List<SecretUse> secrets = new ArrayList<>();

  /** Characters still allowed: a few references to one big output must not fill the memory. */
  private long room = References.MAX_RESOLVED_LENGTH;

  private Resolver(
      OperationOutputs outputs,
      Map<String, Json> tokens,
      boolean isFirstOfTwo,
      LaterReferences later) {
    this.outputs = outputs;
    this.tokens = tokens;
    this.isFirstOfTwo = isFirstOfTwo;
    this.later = later;
  }

  /** Resolves everything that is not for later. */
  static Resolver ofAll(OperationOutputs outputs, Map<String, Json> tokens, LaterReferences later) {
    return new Resolver(outputs, tokens, false, later);
  }

  /** Resolves what goes by one of the names, and leaves the rest to a later pass. */
  static Resolver ofOnly(Map<String, Json> names) {
    return new Resolver((_, _) -> Optional.empty(), names, true, LaterReferences.NONE);
  }

  Resolution resolve(Json value, JsonPointer place) {
    var resolved = value(value, place);
    return problems.isEmpty() ? new Resolved(resolved, secrets) : new Unresolvable(problems);
  }

  private Json value(Json value, JsonPointer place) {
    return switch (value) {
      case Json.Obj(Map<String, Json> fields) -> {
        var replaced = new LinkedHashMap<String, Json>();
        fields.forEach((name, inner) -> replaced.put(name, value(inner, place.child(name))));
        yield new Json.Obj(replaced);
      }
      case Json.Arr(List<Json> items) -> {
        var replaced = new ArrayList<Json>(items.size());
        for (int i = 0; i < items.size(); i++) {
          replaced.add(value(items.get(i), place.child(i)));
        }
        yield Json.array(replaced);
      }
      case Json.Str(String text) when Reference.isIn(text) -> string(text, place);
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> value;
    };
  }

  private Json string(String text, JsonPointer place) {
    var parts = Reference.parse(text);
    if (parts.size() == 1
        && parts.getFirst() instanceof Reference alone
        && !alone.isSecret()
        && !isLeft(alone, place)) {
      return find(alone, place).map(found -> admit(found, alone, place)).orElse(Json.NULL);
    }
    var joined = new StringBuilder();
    for (var part : parts) {
      switch (part) {
        case ReferencePart.Text(String plain) -> joined.append(plain);
        case ReferencePart.Bad(String bad, String why) ->
            refuse(
                place,
                ProblemCode.BAD_REFERENCE,
                Quoted.plain(bad) + " is no reference, because " + why + ".");
        case Reference reference when isLeft(reference, place) -> joined.append(reference.text());
        case Reference reference when reference.isSecret() ->
            leaveRoom(reference, place, joined.length());
        case Reference reference ->
            find(reference, place).ifPresent(found -> joined.append(text(found, reference, place)));
      }
    }
    if (isFirstOfTwo
        && !left(parts, place).equals(left(Reference.parse(joined.toString()), place))) {
      refuseNewReference(place);
    }
    return Json.of(joined.toString());
  }

  private void leaveRoom(Reference reference, JsonPointer place, int at) {
    reference
        .secret()
        .ifPresentOrElse(
            name -> secrets.add(new SecretUse(place, at, name)),
            () ->
                refuse(
                    place,
                    ProblemCode.BAD_REFERENCE,
                    Quoted.plain(reference.text()) + " is no reference to a secret."));
  }

  private boolean isLeft(Reference reference, JsonPointer place) {
    return isFirstOfTwo ? !tokens.containsKey(reference.name()) : later.has(reference, place);
  }

  /** What a later pass would take for references. */
  private List<ReferencePart> left(List<ReferencePart> parts, JsonPointer place) {
    return parts.stream()
        .filter(part ->
            switch (part) {
              case ReferencePart.Text _ -> false;
              case ReferencePart.Bad _ -> true;
              case Reference reference -> isLeft(reference, place);
            })
        .toList();
  }

  private void refuseNewReference(JsonPointer place) {
    refuse(
        place,
        ProblemCode.REFERENCE_IN_PAYLOAD,
        "With the value put in, the text would hold another reference than the template's.");
  }

  /** What the reference stands for; empty after a problem was noted. */
  private Optional<Json> find(Reference reference, JsonPointer place) {
    var named = named(reference);
    var found = named.flatMap(reference.pointer()::find).or(reference::fallback);
    if (found.isEmpty()) {
      refuse(
          place,
          named.isEmpty() ? ProblemCode.UNRESOLVED_REFERENCE : ProblemCode.UNRESOLVED_POINTER,
          named.isEmpty()
              ? "There is no output for " + Quoted.plain(reference.text()) + "."
              : (isFirstOfTwo ? "There is" : "The output has")
                  + " nothing at the place that "
                  + Quoted.plain(reference.text())
                  + " points to.");
    }
    return found;
  }

  private Optional<Json> named(Reference reference) {
    var token = Optional.ofNullable(tokens.get(reference.name()));
    return token.or(() ->
        reference
            .operation()
            .flatMap(operation -> outputs.find(operation, reference.pointer()))
            .map(output -> output.equals(Json.NULL) ? Json.EMPTY : output));
  }

  private String text(Json found, Reference reference, JsonPointer place) {
    var text =
        switch (found) {
          case Json.Str(String plain) -> plain;
          case Json.Num number -> number.value().toPlainString();
          case Json.Bool(boolean truth) -> Boolean.toString(truth);
          case Json.Null() -> "null";
          case Json.Obj _, Json.Arr _ -> {
            refuse(
                place,
                ProblemCode.COMPOSITE_VALUE,
                Quoted.plain(reference.text())
                    + " gives an object or array, which can't stand inside a longer string.");
            yield "";
          }
        };
    return admit(Json.of(text), reference, place) instanceof Json.Str(String admitted)
        ? admitted
        : "";
  }

  /** The value itself if there is room for it, else null and a problem. */
  private Json admit(Json value, Reference reference, JsonPointer place) {
    if (!fits(value, place.tokens().size() + 1)) {
      refuse(
          place,
          ProblemCode.TOO_DEEP,
          Quoted.plain(reference.text())
              + " makes the payload deeper than "
              + JsonLimits.MAX_DEPTH
              + " levels.");
      return Json.NULL;
    }
    if (room < 0) {
      refuse(place, ProblemCode.TOO_LARGE, "References make the payload larger than 5 MiB.");
      return Json.NULL;
    }
    if (isFirstOfTwo && !References.isFreeOf(value)) {
      refuseNewReference(place);
      return Json.NULL;
    }
    return value;
  }

  /** Takes the value's length from the room; stops early once there is none. */
  private boolean fits(Json value, int depth) {
    room--;
    return room < 0
        || switch (value) {
          case Json.Obj(Map<String, Json> fields) -> {
            for (var field : fields.entrySet()) {
              room -= field.getKey().length();
              if (!fits(field.getValue(), depth + 1)) {
                yield false;
              }
            }
            yield depth <= JsonLimits.MAX_DEPTH;
          }
          case Json.Arr(List<Json> items) -> {
            for (var item : items) {
              if (!fits(item, depth + 1)) {
                yield false;
              }
            }
            yield depth <= JsonLimits.MAX_DEPTH;
          }
          case Json.Str(String text) -> {
            room -= text.length();
            yield true;
          }
          case Json.Num number -> {
            room -= number.value().precision();
            yield true;
          }
          case Json.Bool _, Json.Null _ -> true;
        };
  }

  private void refuse(JsonPointer place, ProblemCode code, String message) {
    if (problems.size() < Findings.MAX_PROBLEMS) {
      var path = place.within(Findings.MAX_PATH).toString();
      problems.add(new Problem(path, code, message));
    }
  }
}
