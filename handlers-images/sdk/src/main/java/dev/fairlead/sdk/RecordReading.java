package dev.fairlead.sdk;

import dev.fairlead.core.json.Json;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Records from objects. What a record's own constructor refuses is refused with its sentence. */
final class RecordReading {
  private RecordReading() {}

  static Object read(Json.Obj given, Class<?> type, String path) throws Shapes.Misfit {
    RecordComponent[] components = type.getRecordComponents();
    var known = Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.toSet());
    for (String name : given.fields().keySet()) {
      if (!known.contains(name)) {
        throw Shapes.misfit(path + "/" + name, "is no field that is known here.");
      }
    }
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Type wanted = components[i].getGenericType();
      String place = path + "/" + components[i].getName();
      Optional<Json> field = given.field(components[i].getName());
      values[i] =
          field.isPresent() ? Shapes.value(field.get(), wanted, place) : missing(wanted, place);
    }
    return make(type, components, values, path);
  }

  private static Object missing(Type type, String path) throws Shapes.Misfit {
    if (type == boolean.class || type == Boolean.class) {
      return false;
    }
    if (type == Json.class) {
      return Json.NULL;
    }
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == Optional.class) {
        return Optional.empty();
      }
      if (generic.getRawType() == List.class) {
        return List.of();
      }
      if (generic.getRawType() == Map.class) {
        return Map.of();
      }
    }
    throw Shapes.misfit(path, "is missing.");
  }

  private static Object make(
      Class<?> type, RecordComponent[] components, Object[] values, String path)
      throws Shapes.Misfit {
    try {
      var constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof IllegalArgumentException reason) {
        throw Shapes.misfit(path, "is refused: " + reason.getMessage());
      }
      throw new IllegalArgumentException(type + " cannot be made", refused);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " cannot be made", e);
    }
  }
}
