package dev.fairlead.core.agenda;

import dev.fairlead.core.error.NearestName;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects the problems of one document while its fields are read. A null field counts as absent,
 * as in POP.
 */
public final class Findings {
  /** Shown at most: an answer must fit into a response. */
  static final int MAX_PROBLEMS = 1000;

  /** A path longer than this is cut to the place around it. */
  static final int MAX_PATH = 1000;

  private final List<Problem> problems = new ArrayList<>();
  private final NearestName nearest = new NearestName();

  /** What was probably meant by a name. */
  public Optional<String> nearest(String name, Collection<String> candidates) {
    return nearest.find(name, candidates);
  }

  /** Notes a problem. */
  public void add(JsonPointer place, ProblemCode code, String message) {
    add(place, code, message, Optional.empty());
  }

  /** Notes a problem, and what was probably meant instead. */
  public void add(
      JsonPointer place, ProblemCode code, String message, Optional<String> suggestion) {
    // One more than is shown, which tells that there are more.
    if (problems.size() <= MAX_PROBLEMS) {
      var path = place.within(MAX_PATH).toString();
      problems.add(new Problem(path, code, message, suggestion, Optional.empty()));
    }
  }

  /** All problems by place; the last says so if there were more than can be shown. */
  public List<Problem> problems() {
    var shown = problems.subList(0, Math.min(MAX_PROBLEMS, problems.size()));
    var sorted = new ArrayList<>(shown);
    sorted.sort(Problem.BY_PLACE);
    if (problems.size() > MAX_PROBLEMS) {
      sorted.add(
          new Problem(
              "", ProblemCode.MORE_PROBLEMS, "There are more than " + MAX_PROBLEMS + " problems."));
    }
    return sorted;
  }

  /** The field, unless it is missing or null. */
  public Optional<Json> present(Json.Obj object, String name) {
    return object.field(name).filter(value -> !value.equals(Json.NULL));
  }

  /** A string of at most so many characters. */
  public Optional<String> text(Json.Obj object, JsonPointer at, String name, int maxLength) {
    var given = present(object, name);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (!(given.get() instanceof Json.Str(String text))) {
      wrongType(at.child(name), name, "a string");
      return Optional.empty();
    }
    if (text.length() > maxLength) {
      add(
          at.child(name),
          ProblemCode.TOO_LONG,
          "The field " + name + " has at most " + maxLength + " characters.");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** An object. */
  public Optional<Json.Obj> object(Json.Obj object, JsonPointer at, String name) {
    var given = present(object, name);
    if (given.isPresent() && !(given.get() instanceof Json.Obj)) {
      wrongType(at.child(name), name, "an object");
    }
    return given.flatMap(
        value -> value instanceof Json.Obj inner ? Optional.of(inner) : Optional.empty());
  }

  /** true or false. */
  public Optional<Boolean> truth(Json.Obj object, JsonPointer at, String name) {
    return switch (present(object, name).orElse(Json.NULL)) {
      case Json.Bool(boolean value) -> Optional.of(value);
      case Json.Null() -> Optional.empty();
      case Json _ -> {
        wrongType(at.child(name), name, "true or false");
        yield Optional.empty();
      }
    };
  }

  /** A whole number within a range, both ends included. */
  public Optional<Integer> whole(Json.Obj object, JsonPointer at, String name, int min, int max) {
    return present(object, name).flatMap(given -> whole(given, at.child(name), name, min, max));
  }

  /** The same, where POP also lets digits stand in a string. */
  Optional<Integer> wholeOrDigits(Json.Obj object, JsonPointer at, String name, int min, int max) {
    return present(object, name)
        .map(given ->
            given instanceof Json.Str(String text) && text.matches("-?[0-9]{1,9}")
                ? Json.of(Integer.parseInt(text))
                : given)
        .flatMap(given -> whole(given, at.child(name), name, min, max));
  }

  private Optional<Integer> whole(Json given, JsonPointer place, String name, int min, int max) {
    var range = "a whole number from " + min + " to " + max;
    if (!(given instanceof Json.Num number)) {
      wrongType(place, name, range);
      return Optional.empty();
    }
    var whole = number.whole().filter(value -> value >= min && value <= max);
    if (whole.isEmpty()) {
      add(place, ProblemCode.OUT_OF_RANGE, "The field " + name + " is " + range + ".");
    }
    return whole.map(Long::intValue);
  }

  /** A number above 0 and up to a maximum. */
  Optional<Double> positive(Json.Obj object, JsonPointer at, String name, int max) {
    var given = present(object, name);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    var range = "a number above 0, at most " + max;
    if (!(given.get() instanceof Json.Num(BigDecimal value))) {
      wrongType(at.child(name), name, range);
      return Optional.empty();
    }
    // A number too small for a double would become 0.
    if (value.compareTo(BigDecimal.valueOf(max)) > 0 || !(value.doubleValue() > 0)) {
      add(at.child(name), ProblemCode.OUT_OF_RANGE, "The field " + name + " is " + range + ".");
      return Optional.empty();
    }
    return Optional.of(value.doubleValue());
  }

  /** A number within a range, both ends included. */
  public Optional<BigDecimal> number(
      Json.Obj object, JsonPointer at, String name, BigDecimal min, BigDecimal max) {
    var range = "a number from " + min + " to " + max;
    var given = present(object, name);
    if (given.isPresent() && !(given.get() instanceof Json.Num)) {
      wrongType(at.child(name), name, range);
    }
    if (!(given.orElse(Json.NULL) instanceof Json.Num(BigDecimal value))) {
      return Optional.empty();
    }
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      add(at.child(name), ProblemCode.OUT_OF_RANGE, "The field " + name + " is " + range + ".");
      return Optional.empty();
    }
    return Optional.of(value);
  }

  /** A duration within a range, both ends included. */
  public Optional<Duration> duration(
      Json.Obj object, JsonPointer at, String name, Duration min, Duration max) {
    var given = present(object, name);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    var read =
        given.get() instanceof Json.Str(String text)
            ? DurationText.parse(text)
            : Optional.<Duration>empty();
    if (read.isEmpty()) {
      wrongType(at.child(name), name, "a duration, such as 250ms, 30s or 1h30m");
    } else if (read.get().compareTo(min) < 0 || read.get().compareTo(max) > 0) {
      add(
          at.child(name),
          ProblemCode.OUT_OF_RANGE,
          "The field " + name + " is from " + min.toMillis() + "ms to " + max.toDays() + "d.");
      return Optional.empty();
    }
    return read;
  }

  /** Notes that a field is no {@code want}, which is a noun with its article. */
  public void wrongType(JsonPointer place, String name, String want) {
    add(place, ProblemCode.WRONG_TYPE, "The field " + name + " should be " + want + ".");
  }

  void notSupportedYet(JsonPointer place, String what) {
    add(place, ProblemCode.NOT_SUPPORTED_YET, what + " is not supported by this release.");
  }

  /** Complains about every field that there isn't. */
  public void onlyFields(Json.Obj object, JsonPointer at, List<String> names) {
    for (String name : object.fields().keySet()) {
      if (!names.contains(name)) {
        add(
            at.child(name),
            ProblemCode.UNKNOWN_FIELD,
            "There is no such field here.",
            nearest(name, names));
      }
    }
  }

  /** Complains about every field that is neither known nor ignored on purpose. */
  void unknownFields(Json.Obj object, JsonPointer at, FieldNames names) {
    for (Map.Entry<String, Json> field : object.fields().entrySet()) {
      var name = field.getKey();
      if (names.later().contains(name)) {
        if (!field.getValue().equals(Json.NULL)) {
          notSupportedYet(at.child(name), "The field " + name);
        }
      } else if (!names.isKnown(name)) {
        add(
            at.child(name),
            ProblemCode.UNKNOWN_FIELD,
            "There is no field " + Quoted.name(name) + " here.",
            nearest(name, names.suggestions()));
      }
    }
  }
}
