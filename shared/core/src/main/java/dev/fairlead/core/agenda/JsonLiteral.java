package dev.fairlead.core.agenda;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JSON value inside a longer text, such as a reference's typed fallback: read where it starts, so
 * that its end is known even when it holds characters that would end the reference.
 */
final class JsonLiteral {
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");

  /** A value, and the index after its last character and the blanks behind it. */
  record Found(Json value, int end) {}

  /** The text is not JSON here; caught before it leaves this class. */
  private static final class NotJson extends Exception {
    private static final long serialVersionUID = 1L;

    NotJson() {
      super("not JSON", null, false, false);
    }
  }

  private final String text;
  private int at;

  private JsonLiteral(String text, int start) {
    this.text = text;
    this.at = start;
  }

  /** The value that starts at an index, if one does. */
  static Optional<Found> read(String text, int start) {
    var literal = new JsonLiteral(text, start);
    try {
      var value = literal.value(1);
      return Optional.of(new Found(value, literal.at));
    } catch (NotJson refused) {
      return Optional.empty();
    }
  }

  private Json value(int depth) throws NotJson {
    skipBlanks();
    var value =
        switch (peek()) {
          case '{' -> object(depth);
          case '[' -> array(depth);
          case '"' -> Json.of(string());
          case 't' -> word("true", Json.of(true));
          case 'f' -> word("false", Json.of(false));
          case 'n' -> word("null", Json.NULL);
          default -> number();
        };
    skipBlanks();
    return value;
  }

  private Json object(int depth) throws NotJson {
    open(depth);
    var fields = new LinkedHashMap<String, Json>();
    if (take('}')) {
      return Json.EMPTY;
    }
    do {
      skipBlanks();
      var name = string();
      skipBlanks();
      require(take(':') && !fields.containsKey(name));
      fields.put(name, value(depth + 1));
    } while (take(','));
    require(take('}'));
    return new Json.Obj(fields);
  }

  private Json array(int depth) throws NotJson {
    open(depth);
    var items = new ArrayList<Json>();
    if (take(']')) {
      return Json.array(items);
    }
    do {
      items.add(value(depth + 1));
    } while (take(','));
    require(take(']'));
    return Json.array(items);
  }

  private void open(int depth) throws NotJson {
    require(depth <= JsonLimits.MAX_DEPTH);
    at++;
    skipBlanks();
  }

  private String string() throws NotJson {
    require(take('"'));
    var read = new StringBuilder();
    while (!take('"')) {
      char next = peek();
      require(next >= ' ');
      at++;
      read.append(next == '\\' ? escaped() : next);
    }
    return read.toString();
  }

  private char escaped() throws NotJson {
    char escape = peek();
    at++;
    return switch (escape) {
      case '"', '\\', '/' -> escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new NotJson();
    };
  }

  private char unicode() throws NotJson {
    require(at + 4 <= text.length());
    int code = 0;
    for (int end = at + 4; at < end; at++) {
      int digit = Character.digit(text.charAt(at), 16);
      require(digit >= 0 && text.charAt(at) < 128);
      code = code * 16 + digit;
    }
    // Half a pair could not be written as UTF-8 again; escapes for such characters are not needed.
    require(!Character.isSurrogate((char) code));
    return (char) code;
  }

  private Json word(String word, Json meaning) throws NotJson {
    require(text.startsWith(word, at));
    at += word.length();
    return meaning;
  }

  private Json number() throws NotJson {
    var matcher = NUMBER.matcher(text).region(at, text.length());
    require(matcher.lookingAt());
    at = matcher.end();
    return JsonLimits.number(matcher.group()).orElseThrow(NotJson::new);
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(char wanted) {
    boolean isHere = at < text.length() && text.charAt(at) == wanted;
    if (isHere) {
      at++;
    }
    return isHere;
  }

  private char peek() throws NotJson {
    require(at < text.length());
    return text.charAt(at);
  }

  private static void require(boolean holds) throws NotJson {
    if (!holds) {
      throw new NotJson();
    }
  }
}
