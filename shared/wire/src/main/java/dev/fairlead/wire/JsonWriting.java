package dev.fairlead.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.fairlead.core.json.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Writes a value as text, in the value's field order or sorted. */
final class JsonWriting {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                  .withArrayEmptySeparator("")
                  .withObjectEmptySeparator(""))
          .withObjectIndenter(new DefaultIndenter("  ", "\n"))
          .withArrayIndenter(new DefaultIndenter("  ", "\n"));

  private final boolean isSorted;
  private final boolean isPretty;

  private JsonWriting(boolean isSorted, boolean isPretty) {
    this.isSorted = isSorted;
    this.isPretty = isPretty;
  }

  static String compact(Json value) {
    return new JsonWriting(false, false).text(value);
  }

  static String pretty(Json value) {
    return new JsonWriting(false, true).text(value);
  }

  static String sorted(Json value) {
    return new JsonWriting(true, false).text(value);
  }

  private String text(Json value) {
    var out = new StringWriter();
    try (var generator = FACTORY.createGenerator(out)) {
      if (isPretty) {
        generator.setPrettyPrinter(PRETTY.createInstance());
      }
      write(generator, value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toString();
  }

  private void write(JsonGenerator out, Json value) throws IOException {
    switch (value) {
      case Json.Obj(Map<String, Json> fields) -> {
        out.writeStartObject();
        for (var field : (isSorted ? new TreeMap<>(fields) : fields).entrySet()) {
          out.writeFieldName(field.getKey());
          write(out, field.getValue());
        }
        out.writeEndObject();
      }
      case Json.Arr array -> {
        out.writeStartArray();
        for (var item : array.items()) {
          write(out, item);
        }
        out.writeEndArray();
      }
      case Json.Str(String text) -> out.writeString(text);
      case Json.Num number -> out.writeNumber(Numbers.write(number.value()));
      case Json.Bool(boolean truth) -> out.writeBoolean(truth);
      case Json.Null() -> out.writeNull();
    }
  }
}
