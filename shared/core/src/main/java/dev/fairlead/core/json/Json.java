package dev.fairlead.core.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value. Immutable; objects keep the order of their fields; two objects with the same fields
 * are equal whatever the order.
 */
public sealed interface Json {
  /** An object. */
  record Obj(Map<String, Json> fields) implements Json {
    public Obj {
      fields =
          fields instanceof SealedFields ? fields : new SealedFields(new LinkedHashMap<>(fields));
    }

    public Optional<Json> field(String name) {
      return Optional.ofNullable(fields.get(name));
    }

    /** The field's text, if it is there and is a string. */
    public Optional<String> text(String name) {
      return fields.get(name) instanceof Str(String value) ? Optional.of(value) : Optional.empty();
    }

    /** The field's number, if it is there and is a whole number that fits. */
    public Optional<Long> whole(String name) {
      return fields.get(name) instanceof Num number ? number.whole() : Optional.empty();
    }

    /** The field's truth value, if it is there and is one. */
    public Optional<Boolean> truth(String name) {
      return fields.get(name) instanceof Bool(boolean value)
          ? Optional.of(value)
          : Optional.empty();
    }

    /** This object with one field set, in its old place or at the end. */
    public Obj with(String name, Json value) {
      var copy = new LinkedHashMap<>(fields);
      copy.put(name, value);
      return new Obj(new SealedFields(copy));
    }
  }

  /** An array. */
  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /** A string. */
  record Str(String value) implements Json {}

  /** A number, kept exactly; 1.0 and 1 are equal. */
  record Num(BigDecimal value) implements Json {
    public Num {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    /** The number as a {@code long}, if it is one. */
    public Optional<Long> whole() {
      if (value.scale() > 0 || value.precision() - value.scale() > 19) {
        return Optional.empty();
      }
      try {
        return Optional.of(value.longValueExact());
      } catch (ArithmeticException outOfRange) {
        return Optional.empty();
      }
    }
  }

  /** True or false. */
  record Bool(boolean value) implements Json {}

  /** Null. */
  record Null() implements Json {}

  Json NULL = new Null();
  Obj EMPTY = new Obj(Map.of());

  static Json of(String value) {
    return new Str(value);
  }

  static Json of(long value) {
    return new Num(BigDecimal.valueOf(value));
  }

  static Json of(BigDecimal value) {
    return new Num(value);
  }

  static Json of(boolean value) {
    return new Bool(value);
  }

  static Arr array(List<? extends Json> items) {
    return new Arr(List.copyOf(items));
  }

  static Arr texts(Iterable<String> items) {
    var list = new ArrayList<Json>();
    items.forEach(item -> list.add(of(item)));
    return new Arr(list);
  }

  /** Starts an object; fields keep the order of the calls. */
  static Builder object() {
    return new Builder();
  }

  /** Collects the fields of an object, and of further ones with more fields. */
  final class Builder {
    private LinkedHashMap<String, Json> fields = new LinkedHashMap<>();
    private boolean isBuilt;

    private Builder() {}

    public Builder put(String name, Json value) {
      if (isBuilt) {
        // An object has the fields as they were.
        fields = new LinkedHashMap<>(fields);
        isBuilt = false;
      }
      fields.put(name, value);
      return this;
    }

    /** Whether it has a field by now. */
    public boolean has(String name) {
      return fields.containsKey(name);
    }

    public Builder put(String name, String value) {
      return put(name, of(value));
    }

    public Builder put(String name, long value) {
      return put(name, of(value));
    }

    public Builder put(String name, boolean value) {
      return put(name, of(value));
    }

    /** Leaves the field out when there is no value. */
    public Builder putIfPresent(String name, Optional<? extends Json> value) {
      value.ifPresent(present -> put(name, present));
      return this;
    }

    /** Leaves the field out when there is no text. */
    public Builder putText(String name, Optional<String> value) {
      value.ifPresent(present -> put(name, present));
      return this;
    }

    public Obj build() {
      isBuilt = true;
      return new Obj(new SealedFields(fields));
    }
  }
}
