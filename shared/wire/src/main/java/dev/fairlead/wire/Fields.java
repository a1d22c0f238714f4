package dev.fairlead.wire;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of a message. A field that is missing or of the wrong kind throws {@code
 * INVALID_REQUEST} with its place; fields nobody asks for are left alone, so that a newer sender
 * may say more.
 */
record Fields(Json.Obj object, JsonPointer place) {
  static final int VERSION = 1;

  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  /** A message's outermost fields; its version must be ours. */
  static Fields ofMessage(Json message) {
    if (!(message instanceof Json.Obj object)) {
      throw refuse(JsonPointer.WHOLE, ProblemCode.WRONG_TYPE, "A message is an object.");
    }
    var fields = new Fields(object, JsonPointer.WHOLE);
    if (fields.whole("v") != VERSION) {
      throw refuse(JsonPointer.WHOLE.child("v"), ProblemCode.UNKNOWN_VERSION, "The version is 1.");
    }
    return fields;
  }

  /** ISO-8601, UTC, always three digits of a second's fraction; finer is cut off. */
  static String time(Instant at) {
    return MILLIS.format(at);
  }

  Fields fields(String name) {
    if (value(name) instanceof Json.Obj inner) {
      return new Fields(inner, place.child(name));
    }
    throw wrong(name, "an object");
  }

  /** The objects of a list; none where there is no such field. */
  List<Fields> list(String name) {
    if (!isGiven(name)) {
      return List.of();
    }
    if (!(value(name) instanceof Json.Arr(List<Json> items))) {
      throw wrong(name, "a list");
    }
    var all = new ArrayList<Fields>();
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof Json.Obj item)) {
        throw wrong(name, "a list of objects");
      }
      all.add(new Fields(item, place.child(name).child(i)));
    }
    return all;
  }

  Json value(String name) {
    return object
        .field(name)
        .orElseThrow(() ->
            refuse(
                place.child(name),
                ProblemCode.MISSING_FIELD,
                "The field " + name + " is missing."));
  }

  String text(String name) {
    if (value(name) instanceof Json.Str(String text)) {
      return text;
    }
    throw wrong(name, "a string");
  }

  Optional<String> optionalText(String name) {
    return isGiven(name) ? Optional.of(text(name)) : Optional.empty();
  }

  int whole(String name) {
    if (value(name) instanceof Json.Num number) {
      var whole = number.whole().filter(n -> n >= 0 && n <= Integer.MAX_VALUE);
      if (whole.isPresent()) {
        return whole.get().intValue();
      }
    }
    throw wrong(name, "a whole number, 0 or more");
  }

  Instant time(String name) {
    return parsed(name, "a time like 2026-01-31T12:00:00.000Z", Instant::parse);
  }

  Optional<Instant> optionalTime(String name) {
    return isGiven(name) ? Optional.of(time(name)) : Optional.empty();
  }

  /** A text that a type of ours reads, or refuses. */
  <T> T parsed(String name, String want, Function<String, T> reader) {
    try {
      return reader.apply(text(name));
    } catch (IllegalArgumentException | DateTimeException unreadable) {
      throw wrong(name, want);
    }
  }

  FairleadException wrong(String name, String want) {
    return refuse(
        place.child(name),
        ProblemCode.WRONG_TYPE,
        "The field " + name + " should be " + want + ".");
  }

  private boolean isGiven(String name) {
    return object.field(name).filter(value -> !value.equals(Json.NULL)).isPresent();
  }

  private static FairleadException refuse(JsonPointer place, ProblemCode code, String sentence) {
    return new FairleadException(
        ErrorCode.INVALID_REQUEST,
        sentence,
        List.of(new Problem(place.toString(), code, sentence)));
  }
}
