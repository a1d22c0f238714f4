package dev.fairlead.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Finds places in a JSON text; stops where it can't be read. */
final class JsonPlaces {
  private final JsonParser parser;
  private final TextCursor cursor;

  private JsonPlaces(JsonParser parser, String text) {
    this.parser = parser;
    this.cursor = new TextCursor(text);
  }

  static void find(String text, WantedPlaces wanted) {
    try (var parser = JsonReading.FACTORY.createParser(text)) {
      var places = new JsonPlaces(parser, text);
      parser.nextToken();
      places.mark(wanted);
      places.value(wanted);
    } catch (IOException unreadable) {
      // What was found before it stays found: the reader says why the rest can't be read.
    }
  }

  private void mark(WantedPlaces here) {
    here.found(cursor.positionAt(parser.currentTokenLocation().getCharOffset()));
  }

  /** Recurses only as deep as what is wanted, which the reader has bounded. */
  private void value(WantedPlaces here) throws IOException {
    if (!here.hasInside()) {
      parser.skipChildren();
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      object(here);
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      array(here);
    }
  }

  private void object(WantedPlaces here) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var inside = here.inside(parser.currentName());
      inside.ifPresent(this::mark);
      parser.nextToken();
      if (inside.isPresent()) {
        value(inside.get());
      } else {
        parser.skipChildren();
      }
    }
  }

  private void array(WantedPlaces here) throws IOException {
    var token = parser.nextToken();
    for (int i = 0; token != null && token != JsonToken.END_ARRAY; i++) {
      var inside = here.inside(Integer.toString(i));
      if (inside.isPresent()) {
        mark(inside.get());
        value(inside.get());
      } else {
        parser.skipChildren();
      }
      token = parser.nextToken();
    }
  }
}
