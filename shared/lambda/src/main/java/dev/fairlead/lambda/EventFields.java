package dev.fairlead.lambda;

import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an event's object. AWS leaves out what it has nothing to say of, or says null: both
 * are null here, as they are in AWS's event types. A field of another kind is a foreign event.
 *
 * @param want what the function answers, for the refusal
 */
record EventFields(Json.Obj object, String want) {

  static EventFields of(Json event, String want) {
    if (event instanceof Json.Obj object) {
      return new EventFields(object, want);
    }
    throw new ForeignEventException(want, "is no object");
  }

  /** A field that makes the event what it is. */
  String required(String name) {
    return Optional.ofNullable(text(name)).orElseThrow(() -> foreign("has no " + name));
  }

  @Nullable String text(String name) {
    return value(name).map(value -> text(name, value)).orElse(null);
  }

  @Nullable Boolean flag(String name) {
    return value(name)
        .map(value -> {
          if (value instanceof Json.Bool(boolean flag)) {
            return flag;
          }
          throw foreign("has a " + name + " that is neither true nor false");
        })
        .orElse(null);
  }

  Optional<EventFields> inner(String name) {
    return value(name).map(value -> new EventFields(object(name, value), want));
  }

  @Nullable Map<String, String> texts(String name) {
    return map(name, value -> text(name, value));
  }

  @Nullable Map<String, List<String>> textLists(String name) {
    return map(name, value -> textList(name, value));
  }

  /** An object's texts as texts, and whatever else it holds as the JSON that it is. */
  @Nullable Map<String, Object> values(String name) {
    return map(name, value -> value instanceof Json.Str(String text) ? text : value);
  }

  List<EventFields> objects(String name) {
    if (value(name).orElse(Json.NULL) instanceof Json.Arr(List<Json> items)) {
      return items.stream().map(item -> new EventFields(object(name, item), want)).toList();
    }
    throw foreign("has no list of " + name);
  }

  ForeignEventException foreign(String found) {
    return new ForeignEventException(want, found);
  }

  private Optional<Json> value(String name) {
    return object.field(name).filter(value -> !value.equals(Json.NULL));
  }

  /** A key whose value is null says nothing more than no key. */
  private <T> @Nullable Map<String, T> map(String name, Function<Json, T> reader) {
    var inner = value(name);
    if (inner.isEmpty()) {
      return null;
    }
    var map = new LinkedHashMap<String, T>();
    object(name, inner.get())
        .fields()
        .forEach((key, value) -> {
          if (!value.equals(Json.NULL)) {
            map.put(key, reader.apply(value));
          }
        });
    return map;
  }

  private List<String> textList(String name, Json value) {
    if (!(value instanceof Json.Arr(List<Json> items))) {
      throw foreign("has a " + name + " with something that is no list");
    }
    var texts = new ArrayList<String>();
    items.stream()
        .filter(item -> !item.equals(Json.NULL))
        .forEach(item -> texts.add(text(name, item)));
    return texts;
  }

  private Json.Obj object(String name, Json value) {
    if (value instanceof Json.Obj inner) {
      return inner;
    }
    throw foreign("has a " + name + " that is no object");
  }

  private String text(String name, Json value) {
    if (value instanceof Json.Str(String text)) {
      return text;
    }
    throw foreign("has a " + name + " that is no text");
  }
}
