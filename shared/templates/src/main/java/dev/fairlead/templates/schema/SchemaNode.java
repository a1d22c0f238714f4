package dev.fairlead.templates.schema;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.wire.JsonText;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value as the library wants to see it. */
final class SchemaNode implements JsonNode {
  private final Json value;
  private final String pointer;

  private SchemaNode(Json value, String pointer) {
    this.value = value;
    this.pointer = pointer;
  }

  static JsonNode of(Json value) {
    return new SchemaNode(value, "");
  }

  /** The value inside a node; the library makes nodes of its own for the names of properties. */
  static Json value(JsonNode node) {
    return node instanceof SchemaNode ours ? ours.value : Json.of(node.asString());
  }

  /** Reads the library's own schemas, too. */
  static final class Factory implements JsonNodeFactory {
    @Override
    public JsonNode wrap(Object node) {
      return switch (node) {
        case JsonNode already -> already;
        case Json value -> of(value);
        default -> throw new IllegalArgumentException("not JSON: " + node.getClass());
      };
    }

    @Override
    public JsonNode create(String text) {
      return of(JsonText.parse(text));
    }
  }

  @Override
  public String getJsonPointer() {
    return pointer;
  }

  @Override
  public SimpleType getNodeType() {
    return switch (value) {
      case Json.Obj _ -> SimpleType.OBJECT;
      case Json.Arr _ -> SimpleType.ARRAY;
      case Json.Str _ -> SimpleType.STRING;
      case Json.Num(BigDecimal number) ->
          number.scale() <= 0 ? SimpleType.INTEGER : SimpleType.NUMBER;
      case Json.Bool _ -> SimpleType.BOOLEAN;
      case Json.Null _ -> SimpleType.NULL;
    };
  }

  @Override
  public boolean asBoolean() {
    return ((Json.Bool) value).value();
  }

  @Override
  public String asString() {
    return ((Json.Str) value).value();
  }

  @Override
  public BigInteger asInteger() {
    return asNumber().toBigInteger();
  }

  @Override
  public BigDecimal asNumber() {
    var number = ((Json.Num) value).value();
    // Messages show it: 7200 and not 7.2E+3.
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  @Override
  public List<JsonNode> asArray() {
    var items = ((Json.Arr) value).items();
    var nodes = new ArrayList<JsonNode>(items.size());
    for (int i = 0; i < items.size(); i++) {
      nodes.add(new SchemaNode(items.get(i), pointer + "/" + i));
    }
    return nodes;
  }

  @Override
  public Map<String, JsonNode> asObject() {
    var nodes = new LinkedHashMap<String, JsonNode>();
    ((Json.Obj) value)
        .fields()
        .forEach((name, field) ->
            nodes.put(name, new SchemaNode(field, pointer + JsonPointer.WHOLE.child(name))));
    return nodes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SchemaNode node && node.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }
}
