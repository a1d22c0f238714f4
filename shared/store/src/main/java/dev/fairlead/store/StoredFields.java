package dev.fairlead.store;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.PortException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads an object that we wrote: anything unexpected means that the store is broken. */
final class StoredFields {
  private final Json.Obj object;

  StoredFields(Json json) {
    if (!(json instanceof Json.Obj fields)) {
      throw corrupt("not an object");
    }
    this.object = fields;
  }

  /** The objects of an array. */
  static List<StoredFields> each(Json json) {
    if (!(json instanceof Json.Arr(List<Json> items))) {
      throw corrupt("not an array of objects");
    }
    return items.stream().map(StoredFields::new).toList();
  }

  static PortException corrupt(String what) {
    return new PortException(PortException.Fault.CORRUPT, "stored JSON: " + what);
  }

  Json value(String name) {
    return object.field(name).orElseThrow(() -> corrupt("no " + name));
  }

  Optional<Json> optional(String name) {
    return object.field(name);
  }

  String text(String name) {
    return object.text(name).orElseThrow(() -> corrupt("no text " + name));
  }

  List<String> texts(String name) {
    return texts(value(name));
  }

  static List<String> texts(Json json) {
    if (!(json instanceof Json.Arr(List<Json> items))) {
      throw corrupt("not an array of texts");
    }
    return items.stream()
        .map(item -> {
          if (item instanceof Json.Str(String text)) {
            return text;
          }
          throw corrupt("no text in an array of texts");
        })
        .toList();
  }

  long whole(String name) {
    return object.whole(name).orElseThrow(() -> corrupt("no number " + name));
  }

  int integer(String name) {
    return Math.toIntExact(whole(name));
  }

  boolean bool(String name) {
    if (value(name) instanceof Json.Bool(boolean value)) {
      return value;
    }
    throw corrupt("no boolean " + name);
  }

  double decimal(String name) {
    if (value(name) instanceof Json.Num(BigDecimal number)) {
      return number.doubleValue();
    }
    throw corrupt("no number " + name);
  }

  Set<String> names() {
    return object.fields().keySet();
  }

  Instant time(String name) {
    return Instant.ofEpochMilli(whole(name));
  }

  Optional<Instant> optionalTime(String name) {
    return object.whole(name).map(Instant::ofEpochMilli);
  }
}
