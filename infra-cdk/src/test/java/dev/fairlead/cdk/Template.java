package dev.fairlead.cdk;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A synthesized template as plain maps, lists and texts. What CloudFormation fills in is spelled as
 * its {@code Fn::Sub} would: {@code ${AWS::Region}}, {@code ${QueueWake.Arn}}.
 *
 * @param text as it was written
 */
record Template(String text, Map<String, Object> root) {

  static Template read(Path file) {
    try {
      String text = Files.readString(file);
      return new Template(text, map(plain(JsonText.parseStored(text))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Resources by logical id. */
  Map<String, Map<String, Object>> resources() {
    var resources = new TreeMap<String, Map<String, Object>>();
    map(root.get("Resources")).forEach((id, resource) -> resources.put(id, map(resource)));
    return resources;
  }

  Map<String, Map<String, Object>> resources(String type) {
    var some = resources();
    some.values().removeIf(resource -> !type.equals(resource.get("Type")));
    return some;
  }

  /** Properties of the resources of a type, by logical id. */
  Map<String, Map<String, Object>> properties(String type) {
    var properties = new TreeMap<String, Map<String, Object>>();
    resources(type).forEach((id, resource) -> properties.put(id, map(resource.get("Properties"))));
    return properties;
  }

  /** A resource of a type that must be the only one. */
  Map<String, Object> onlyProperties(String type) {
    var found = properties(type).values();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " resources of type " + type);
    }
    return found.iterator().next();
  }

  static Map<String, Object> map(@Nullable Object value) {
    var map = new LinkedHashMap<String, Object>();
    if (!(value instanceof Map<?, ?> found)) {
      throw new AssertionError("not an object: " + value);
    }
    found.forEach((key, item) -> map.put((String) key, item));
    return map;
  }

  /** A text that is JSON itself. */
  static Map<String, Object> parse(@Nullable Object value) {
    return map(plain(JsonText.parseStored(text(value))));
  }

  static List<Map<String, Object>> maps(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      throw new AssertionError("not a list: " + value);
    }
    return list.stream().map(Template::map).toList();
  }

  static String text(@Nullable Object value) {
    if (!(value instanceof String text)) {
      throw new AssertionError("not a text: " + value);
    }
    return text;
  }

  /** The items' texts; CloudFormation takes a list of one as the one. */
  static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  private static Object plain(Json value) {
    return switch (value) {
      case Json.Obj object when object.fields().size() == 1 -> intrinsicOrMap(object);
      case Json.Obj object -> mapOf(object);
      case Json.Arr(var items) -> {
        var list = new ArrayList<Object>();
        items.forEach(item -> list.add(plain(item)));
        yield list;
      }
      case Json.Str(var string) -> string;
      case Json.Num number -> number.whole().<Object>map(whole -> whole).orElse(number.value());
      case Json.Bool(var flag) -> flag;
      case Json.Null _ -> "null";
    };
  }

  private static Object intrinsicOrMap(Json.Obj object) {
    var entry = object.fields().entrySet().iterator().next();
    Object argument = plain(entry.getValue());
    return switch (entry.getKey()) {
      case "Ref" -> "${" + argument + "}";
      case "Fn::GetAtt" -> "${" + String.join(".", texts(argument)) + "}";
      case "Fn::Sub" -> argument;
      case "Fn::Join" -> {
        var list = (List<?>) argument;
        yield String.join(String.valueOf(list.getFirst()), texts(list.getLast()));
      }
      default -> mapOf(object);
    };
  }

  private static Map<String, Object> mapOf(Json.Obj object) {
    var map = new LinkedHashMap<String, Object>();
    object.fields().forEach((key, item) -> map.put(key, plain(item)));
    return map;
  }
}
