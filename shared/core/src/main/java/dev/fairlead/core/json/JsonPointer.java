package dev.fairlead.core.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a JSON value (RFC 6901).
 *
 * @param tokens names and indexes from the outside in, unescaped; none is the whole value
 */
public record JsonPointer(List<String> tokens) {
  /** The whole value. */
  public static final JsonPointer WHOLE = new JsonPointer(List.of());

  private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
  private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");

  public JsonPointer {
    tokens = List.copyOf(tokens);
  }

  /**
   * Reads a pointer: empty text is the whole value, anything else starts with a slash.
   *
   * @return empty if the text is no pointer
   */
  public static Optional<JsonPointer> parse(String text) {
    if (text.isEmpty()) {
      return Optional.of(WHOLE);
    }
    if (text.charAt(0) != '/' || BAD_ESCAPE.matcher(text).find()) {
      return Optional.empty();
    }
    var tokens = new ArrayList<String>();
    for (int start = 0; start >= 0; ) {
      int end = text.indexOf('/', start + 1);
      var token = end < 0 ? text.substring(start + 1) : text.substring(start + 1, end);
      tokens.add(token.replace("~1", "/").replace("~0", "~"));
      start = end;
    }
    return Optional.of(new JsonPointer(tokens));
  }

  /** The place of a field of what is here. */
  public JsonPointer child(String name) {
    var longer = tokens.toArray(new String[tokens.size() + 1]);
    longer[tokens.size()] = name;
    return new JsonPointer(List.of(longer));
  }

  /** A place inside what is here. */
  public JsonPointer child(JsonPointer inside) {
    var longer = new ArrayList<String>(tokens.size() + inside.tokens.size());
    longer.addAll(tokens);
    longer.addAll(inside.tokens);
    return new JsonPointer(longer);
  }

  /** The place of an item of what is here. */
  public JsonPointer child(int index) {
    return child(Integer.toString(index));
  }

  /** This place if its text has at most so many characters, else the nearest one around it. */
  public JsonPointer within(int maxLength) {
    int length = 0;
    for (int i = 0; i < tokens.size(); i++) {
      var token = tokens.get(i);
      length += 1 + (token.length() > maxLength ? token : escaped(token)).length();
      if (length > maxLength) {
        return new JsonPointer(tokens.subList(0, i));
      }
    }
    return this;
  }

  /** What is at this place, if there is such a place. An index has no leading zeros or signs. */
  public Optional<Json> find(Json value) {
    var here = Optional.of(value);
    for (var token : tokens) {
      here = here.flatMap(outer -> step(outer, token));
    }
    return here;
  }

  /**
   * The value with something else at this place, or with a field more.
   *
   * @return empty if there is no such place, nor an object that could have it
   */
  public Optional<Json> put(Json value, Json there) {
    if (tokens.isEmpty()) {
      return Optional.of(there);
    }
    var rest = new JsonPointer(tokens.subList(1, tokens.size()));
    return switch (value) {
      case Json.Obj object ->
          rest.tokens.isEmpty()
              ? Optional.of(object.with(tokens.getFirst(), there))
              : object
                  .field(tokens.getFirst())
                  .flatMap(inner -> rest.put(inner, there))
                  .map(inner -> object.with(tokens.getFirst(), inner));
      case Json.Arr(List<Json> items) ->
          step(value, tokens.getFirst())
              .flatMap(inner -> rest.put(inner, there))
              .map(inner -> {
                var copy = new ArrayList<>(items);
                copy.set(Integer.parseInt(tokens.getFirst()), inner);
                return Json.array(copy);
              });
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> Optional.empty();
    };
  }

  private static Optional<Json> step(Json outer, String token) {
    return switch (outer) {
      case Json.Obj object -> object.field(token);
      case Json.Arr(List<Json> items) when INDEX.matcher(token).matches() -> {
        int index = Integer.parseInt(token);
        yield index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
      }
      case Json.Arr _, Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> Optional.empty();
    };
  }

  /** The pointer's text. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    for (var token : tokens) {
      text.append('/').append(escaped(token));
    }
    return text.toString();
  }

  private static String escaped(String token) {
    return token.replace("~", "~0").replace("/", "~1");
  }
}
