package dev.fairlead.conditions;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import dev.fairlead.core.agenda.References;
import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as values of CEL, and back. Whole numbers are {@code int} where they fit, others {@code
 * double}.
 */
final class CelValues {
  private static final int MAX_DEPTH = 90;

  private long room = References.MAX_RESOLVED_LENGTH;

  private CelValues() {}

  /** A value that JSON has no type for, or no room. */
  static final class NoJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    NoJsonException(String message) {
      super(message);
    }
  }

  static Object of(Json json) {
    return switch (json) {
      case Json.Obj(Map<String, Json> fields) -> {
        var map = new LinkedHashMap<String, Object>();
        fields.forEach((name, inner) -> map.put(name, of(inner)));
        yield map;
      }
      case Json.Arr(List<Json> items) -> {
        var list = new ArrayList<Object>(items.size());
        items.forEach(item -> list.add(of(item)));
        yield list;
      }
      case Json.Str(String text) -> text;
      case Json.Num number ->
          number
              .whole()
              .<Object>map(whole -> whole)
              .orElseGet(() -> Double.valueOf(number.value().doubleValue()));
      case Json.Bool(boolean truth) -> truth;
      case Json.Null() -> NullValue.NULL_VALUE;
    };
  }

  /**
   * What JSON makes of a value: bytes are base64, moments as RFC 3339 writes them.
   *
   * @throws NoJsonException if that is nothing, or too much
   */
  static Json json(Object value) throws NoJsonException {
    return new CelValues().read(value, 0);
  }

  private Json read(Object value, int depth) throws NoJsonException {
    if (depth > MAX_DEPTH) {
      throw new NoJsonException("It is nested deeper than " + MAX_DEPTH + " levels.");
    }
    take(1);
    return switch (value) {
      case NullValue _ -> Json.NULL;
      case Boolean truth -> Json.of(truth);
      case Double number -> real(number);
      case Number whole -> number(whole);
      case String text -> text(text);
      case CelByteString bytes -> text(Base64.getEncoder().encodeToString(bytes.toByteArray()));
      case Instant moment -> text(moment.toString());
      case List<?> items -> {
        var read = new ArrayList<Json>();
        for (Object item : items) {
          read.add(read(item, depth + 1));
        }
        yield Json.array(read);
      }
      case Map<?, ?> entries -> object(entries, depth);
      default ->
          throw new NoJsonException(
              "It is a " + value.getClass().getSimpleName() + ", which JSON does not have.");
    };
  }

  private Json object(Map<?, ?> entries, int depth) throws NoJsonException {
    var read = Json.object();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw new NoJsonException("A key of a map is no text.");
      }
      take(name.length());
      read.put(name, read(entry.getValue(), depth + 1));
    }
    return read.build();
  }

  private Json text(String text) throws NoJsonException {
    take(text.length());
    return Json.of(text);
  }

  private static Json real(double number) throws NoJsonException {
    if (!Double.isFinite(number)) {
      throw new NoJsonException("It is " + number + ", which JSON does not have.");
    }
    return Json.of(BigDecimal.valueOf(number));
  }

  private static Json number(Number whole) {
    return Json.of(new BigDecimal(whole.toString()));
  }

  private void take(int characters) throws NoJsonException {
    room -= characters;
    if (room < 0) {
      throw new NoJsonException("What it gives is larger than 5 MiB.");
    }
  }
}
