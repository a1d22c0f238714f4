package dev.fairlead.reference;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.util.List;

/** A schema at work: JSON Schema 2020-12, formats asserted. */
final class Validator {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final Schema schema;

  private Validator(Schema schema) {
    this.schema = schema;
  }

  /** The schema at a place that the library knows. */
  static Validator at(SchemaLocation place) {
    return new Validator(REGISTRY.getSchema(place));
  }

  static Validator of(Json schema) {
    return of(JsonText.write(schema));
  }

  static Validator of(String schema) {
    return new Validator(REGISTRY.getSchema(schema, InputFormat.JSON));
  }

  /** What is wrong with a value, a line each. */
  List<String> complaints(Json value) {
    return complaints(JsonText.write(value));
  }

  List<String> complaints(String value) {
    return schema
        .validate(
            value,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }
}
