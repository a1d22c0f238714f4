package dev.fairlead.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The rows that one of the older systems left.
 *
 * @param letter that its rows begin with
 * @param about what they are about
 * @param count of rows there have to be, so that one cut off the end is missed
 * @param rows in the order of their numbers
 */
record RowFamily(String letter, String about, int count, List<Row> rows) {
  private static final Set<String> FIELDS = Set.of("title", "superseded", "lacking", "differs");

  RowFamily {
    rows = List.copyOf(rows);
  }

  /** The rows of {@code rows.yaml}. */
  static List<RowFamily> all() {
    try (InputStream yaml = RowFamily.class.getResourceAsStream("rows.yaml")) {
      return read(new String(Objects.requireNonNull(yaml).readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads families; a field it doesn't know, or an id twice, is refused. */
  static List<RowFamily> read(String yaml) {
    var families = new ArrayList<RowFamily>();
    object(JsonText.parseYaml(yaml))
        .fields()
        .forEach((letter, family) -> families.add(family(letter, object(family))));
    return List.copyOf(families);
  }

  /** The id of the row with a number: three digits in F, as few as it takes elsewhere. */
  String id(int number) {
    return letter.equals("F") ? String.format(Locale.ROOT, "F%03d", number) : letter + number;
  }

  private static RowFamily family(String letter, Json.Obj family) {
    var rows = new ArrayList<Row>();
    for (Map.Entry<String, Json> row :
        object(family.field("rows").orElseThrow()).fields().entrySet()) {
      rows.add(row(row.getKey(), object(row.getValue())));
    }
    return new RowFamily(
        letter,
        family.text("about").orElseThrow(),
        Math.toIntExact(family.whole("count").orElseThrow()),
        rows);
  }

  private static Row row(String id, Json.Obj row) {
    if (!FIELDS.containsAll(row.fields().keySet())) {
      throw new IllegalStateException(id + " has other fields than " + FIELDS);
    }
    return new Row(
        id,
        row.text("title").orElseThrow(() -> new IllegalStateException(id + " has no title")),
        row.text("superseded"),
        row.text("lacking"),
        row.text("differs"));
  }

  private static Json.Obj object(Json value) {
    if (value instanceof Json.Obj object) {
      return object;
    }
    throw new IllegalStateException("not an object: " + value);
  }
}
