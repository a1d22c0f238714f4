package dev.fairlead.sdk;

import dev.fairlead.core.json.Json;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON from values. What is optional and empty is left out of records. */
final class ShapeWriting {
  private ShapeWriting() {}

  static Json json(@Nullable Object value) {
    return switch (value) {
      case null -> Json.NULL;
      case Json json -> json;
      case String text -> Json.of(text);
      case Boolean truth -> Json.of(truth);
      case Integer number -> Json.of(number.longValue());
      case Long number -> Json.of(number);
      case Double number -> Json.of(BigDecimal.valueOf(number));
      case BigDecimal number -> Json.of(number);
      case Enum<?> constant -> Json.of(constant.name());
      case Optional<?> optional -> json(optional.orElse(null));
      case Iterable<?> items -> array(items);
      case Map<?, ?> map -> object(map);
      case Record fields -> object(fields);
      default -> throw new IllegalArgumentException(value.getClass() + " has no form in JSON");
    };
  }

  private static Json array(Iterable<?> items) {
    var list = new ArrayList<Json>();
    items.forEach(item -> list.add(json(item)));
    return Json.array(list);
  }

  private static Json object(Map<?, ?> map) {
    var object = Json.object();
    map.forEach((name, value) -> object.put(String.valueOf(name), json(value)));
    return object.build();
  }

  private static Json object(Record fields) {
    var object = Json.object();
    for (RecordComponent component : fields.getClass().getRecordComponents()) {
      Object value = value(fields, component);
      if (!(value instanceof Optional<?> optional && optional.isEmpty())) {
        object.put(component.getName(), json(value));
      }
    }
    return object.build();
  }

  private static @Nullable Object value(Record fields, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(fields);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(fields.getClass() + " cannot be read", e);
    }
  }
}
