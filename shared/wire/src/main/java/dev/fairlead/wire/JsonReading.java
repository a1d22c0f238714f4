package dev.fairlead.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.error.SourcePosition;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonLimits;
import dev.fairlead.core.json.JsonPointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reading of a JSON text. */
final class JsonReading {
  /** Field names are the tenant's: they must not fill an interned or shared table. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** Characters, a minus included, within which every whole number is a {@code long}. */
  private static final int MAX_LONG_LENGTH = 18;

  private final String text;
  private final int maxDepth;

  /** Names and indexes from the outside in; made a pointer of only when something is refused. */
  private final List<Object> place = new ArrayList<>();

  JsonReading(String text, int maxDepth) {
    this.text = text;
    this.maxDepth = maxDepth;
  }

  Json read() {
    try (var parser = FACTORY.createParser(text)) {
      var value = value(parser, parser.nextToken(), 1);
      if (parser.nextToken() != null) {
        throw refuse(parser, ProblemCode.MALFORMED, "There is more after the end of the value.");
      }
      return value;
    } catch (JsonProcessingException malformed) {
      throw malformed(malformed);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private Json value(JsonParser parser, @Nullable JsonToken token, int depth) throws IOException {
    if (token == null) {
      throw refuse(parser, ProblemCode.MALFORMED, "The text ends where a value should be.");
    }
    return switch (token) {
      case START_OBJECT -> object(parser, depth);
      case START_ARRAY -> array(parser, depth);
      case VALUE_STRING -> Json.of(wellFormed(parser, parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> Json.of(true);
      case VALUE_FALSE -> Json.of(false);
      case VALUE_NULL -> Json.NULL;
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw refuse(parser, ProblemCode.MALFORMED, "A value should be here.");
    };
  }

  private Json object(JsonParser parser, int depth) throws IOException {
    checkDepth(parser, depth);
    int outer = place.size();
    Json.Builder fields = Json.object();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = wellFormed(parser, parser.currentName());
      leaveTo(outer);
      place.add(name);
      if (fields.has(name)) {
        throw refuse(
            parser,
            ProblemCode.DUPLICATE_FIELD,
            "The field " + Malformed.quote(name) + " is here twice.");
      }
      fields.put(name, value(parser, parser.nextToken(), depth + 1));
    }
    leaveTo(outer);
    return fields.build();
  }

  private Json array(JsonParser parser, int depth) throws IOException {
    checkDepth(parser, depth);
    int outer = place.size();
    var items = new ArrayList<Json>();
    var token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      leaveTo(outer);
      place.add(items.size());
      items.add(value(parser, token, depth + 1));
      token = parser.nextToken();
    }
    leaveTo(outer);
    return Json.array(items);
  }

  private void leaveTo(int levels) {
    while (place.size() > levels) {
      place.removeLast();
    }
  }

  private Json number(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getTextLength() <= MAX_LONG_LENGTH) {
      return Json.of(parser.getLongValue());
    }
    var number = JsonLimits.number(parser.getText());
    if (number.isEmpty()) {
      throw refuse(parser, ProblemCode.NUMBER_TOO_LONG, Numbers.REFUSAL);
    }
    return number.get();
  }

  private void checkDepth(JsonParser parser, int depth) {
    if (depth > maxDepth) {
      throw refuse(
          parser, ProblemCode.TOO_DEEP, "The value is nested deeper than " + maxDepth + " levels.");
    }
  }

  /** Half a surrogate pair can't be written as UTF-8 again, so it is not let in. */
  private String wellFormed(JsonParser parser, String read) {
    if (!Surrogates.arePaired(read)) {
      throw refuse(
          parser, ProblemCode.UNPAIRED_SURROGATE, "The string holds half of a surrogate pair.");
    }
    return read;
  }

  private FairleadException refuse(JsonParser parser, ProblemCode code, String sentence) {
    return refuse(parser.currentTokenLocation(), code, sentence);
  }

  private FairleadException malformed(JsonProcessingException malformed) {
    return refuse(
        malformed.getLocation(), ProblemCode.MALFORMED, JsonSyntax.sentence(malformed, text));
  }

  private FairleadException refuse(
      @Nullable JsonLocation where, ProblemCode code, String sentence) {
    var position =
        where == null ? SourcePosition.START : TextCursor.positionOf(text, where.getCharOffset());
    var pointer = new JsonPointer(place.stream().map(Object::toString).toList());
    return Malformed.at(position, pointer, code, sentence);
  }
}
