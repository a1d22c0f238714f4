package dev.fairlead.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonLimits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * JSON and YAML text to {@link Json} and back.
 *
 * <p>Reading is strict: one value and nothing after it, no duplicate fields, at most {@value
 * JsonLimits#MAX_DEPTH} levels, numbers of at most {@value JsonLimits#MAX_NUMBER_LENGTH} characters
 * and an exponent within ±{@value JsonLimits#MAX_EXPONENT}, UTF-8 only. What can't be read throws a
 * {@link dev.fairlead.core.error.FairleadException} with code {@code MALFORMED_JSON} and one
 * problem that says line and column. Cost: linear in the text.
 */
public final class JsonText {
  /** Levels of what we wrote ourselves: a tenant's value and what we put around it. */
  private static final int MAX_STORED_DEPTH = 4 * JsonLimits.MAX_DEPTH;

  private JsonText() {}

  /** Reads UTF-8 JSON; a byte order mark at the start is skipped. */
  public static Json parse(byte[] utf8) {
    return parse(decode(utf8));
  }

  /** Reads JSON. */
  public static Json parse(String text) {
    return new JsonReading(withoutByteOrderMark(text), JsonLimits.MAX_DEPTH).read();
  }

  /**
   * Reads what Fairlead itself wrote: like {@link #parse(String)}, but with room for the levels we
   * put around a tenant's value that is as deep as it may be.
   */
  public static Json parseStored(String text) {
    return new JsonReading(text, MAX_STORED_DEPTH).read();
  }

  /** Reads UTF-8 YAML, see {@link #parseYaml(String)}. */
  public static Json parseYaml(byte[] utf8) {
    YamlReading.checkSize(utf8.length);
    return parseYaml(decode(utf8));
  }

  /**
   * Reads one YAML 1.2 document as JSON values: only {@code null}, {@code true}, {@code false} and
   * JSON's numbers are not strings, so {@code 2h}, {@code yes} and dates stay text. Refuses keys
   * that are not strings, tags of other types, merge keys, aliases that would grow the document
   * beyond {@value YamlReading#MAX_VALUES} values, and with {@code BODY_TOO_LARGE} more than 5 MiB.
   */
  public static Json parseYaml(String text) {
    YamlReading.checkSize(text.length());
    return new YamlReading(withoutByteOrderMark(text)).read();
  }

  /** The shortest text; fields in the value's order. */
  public static String write(Json value) {
    return JsonWriting.compact(value);
  }

  /** Indented by two spaces, one field or item a line; no newline at the end. */
  public static String writePretty(Json value) {
    return JsonWriting.pretty(value);
  }

  /**
   * UTF-8 of the shortest text with every object's fields sorted by UTF-16 units: equal values give
   * equal bytes, for hashing.
   */
  public static byte[] canonical(Json value) {
    return JsonWriting.sorted(value).getBytes(UTF_8);
  }

  static void find(TextFormat format, byte[] utf8, WantedPlaces wanted) {
    String text;
    try {
      text = withoutByteOrderMark(decode(utf8));
    } catch (FairleadException notUtf8) {
      return;
    }
    switch (format) {
      case JSON -> JsonPlaces.find(text, wanted);
      case YAML -> YamlPlaces.find(text, wanted);
    }
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String decode(byte[] utf8) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException broken) {
      throw Malformed.encoding(utf8);
    }
  }
}
