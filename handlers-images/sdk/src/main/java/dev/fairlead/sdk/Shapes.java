package dev.fairlead.sdk;

import dev.fairlead.core.json.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON as values and back: records, by the names of their components; lists, maps by text and
 * {@link Optional} of such; text, numbers, truth values, enums by the name of their constants; and
 * {@link Json} as it is. A field that a record does not have is refused, and so is one that is
 * missing, unless it is optional, a list, a map, JSON or a truth value, which are then empty, null
 * and false.
 */
public final class Shapes {
  private Shapes() {}

  /**
   * JSON that has not the form that is asked for; its message says where, and never what is there.
   */
  public static final class Misfit extends Exception {
    private static final long serialVersionUID = 1;

    private Misfit(String path, String sentence) {
      super((path.isEmpty() ? "The payload " : path + " ") + sentence);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /**
   * Reads a value.
   *
   * @throws Misfit if it has another form
   * @throws IllegalArgumentException if the type is none that can be read
   */
  public static <T> T read(Json given, Class<T> type) throws Misfit {
    return type.cast(value(given, type, ""));
  }

  static <T> Optional<T> find(Json given, Class<T> type) {
    try {
      return Optional.of(read(given, type));
    } catch (Misfit anotherForm) {
      return Optional.empty();
    }
  }

  /**
   * Writes a value; nothing is null.
   *
   * @throws IllegalArgumentException if it is none that can be written
   */
  public static Json write(@Nullable Object value) {
    return ShapeWriting.json(value);
  }

  static Object value(Json given, Type type, String path) throws Misfit {
    if (type instanceof ParameterizedType generic) {
      return generic(given, generic, path);
    }
    Class<?> plain = (Class<?>) type;
    if (Json.class.isAssignableFrom(plain)) {
      if (!plain.isInstance(given)) {
        throw misfit(path, "is not of the right kind.");
      }
      return given;
    }
    if (plain.isRecord()) {
      if (!(given instanceof Json.Obj fields)) {
        throw misfit(path, "must be an object.");
      }
      return RecordReading.read(fields, plain, path);
    }
    if (plain.isEnum()) {
      return constant(given, plain, path);
    }
    return switch (given) {
      case Json.Str(String text) when plain == String.class -> text;
      case Json.Bool(boolean truth) when plain == boolean.class || plain == Boolean.class -> truth;
      case Json.Num number -> number(number, plain, path);
      default -> throw misfit(path, "must be " + noun(plain) + ".");
    };
  }

  private static Object number(Json.Num number, Class<?> type, String path) throws Misfit {
    if (type == BigDecimal.class) {
      return number.value();
    }
    if (type == double.class || type == Double.class) {
      return number.value().doubleValue();
    }
    Optional<Long> whole = number.whole();
    if (whole.isPresent() && (type == long.class || type == Long.class)) {
      return whole.get();
    }
    if (whole.isPresent()
        && (type == int.class || type == Integer.class)
        && whole.get() == whole.get().intValue()) {
      return whole.get().intValue();
    }
    throw misfit(path, "must be " + noun(type) + ".");
  }

  private static Object constant(Json given, Class<?> type, String path) throws Misfit {
    for (Object constant : type.getEnumConstants()) {
      if (given instanceof Json.Str(String text) && ((Enum<?>) constant).name().equals(text)) {
        return constant;
      }
    }
    throw misfit(path, "must be one of " + List.of(type.getEnumConstants()) + ".");
  }

  private static Object generic(Json given, ParameterizedType type, String path) throws Misfit {
    Type[] inner = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return given instanceof Json.Null
          ? Optional.empty()
          : Optional.of(value(given, inner[0], path));
    }
    if (type.getRawType() == List.class) {
      if (!(given instanceof Json.Arr(List<Json> items))) {
        throw misfit(path, "must be an array.");
      }
      var list = new ArrayList<Object>();
      for (Json item : items) {
        list.add(value(item, inner[0], path + "/" + list.size()));
      }
      return List.copyOf(list);
    }
    if (type.getRawType() == Map.class && inner[0] == String.class) {
      if (!(given instanceof Json.Obj(Map<String, Json> fields))) {
        throw misfit(path, "must be an object.");
      }
      var map = new LinkedHashMap<String, Object>();
      for (var field : fields.entrySet()) {
        map.put(field.getKey(), value(field.getValue(), inner[1], path + "/" + field.getKey()));
      }
      return Map.copyOf(map);
    }
    throw new IllegalArgumentException("JSON cannot be read as " + type);
  }

  private static String noun(Class<?> type) {
    if (type == String.class) {
      return "a text";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == double.class || type == Double.class || type == BigDecimal.class) {
      return "a number";
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "a whole number that fits";
    }
    throw new IllegalArgumentException("JSON cannot be read as " + type);
  }

  static Misfit misfit(String path, String sentence) {
    return new Misfit(path, sentence);
  }
}
