package dev.fairlead.aws;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How an item lies in DynamoDB: the key as {@code pk} and {@code sk}, text as S, numbers as N. */
final class StoredItem {
  static final String PARTITION = "pk";
  static final String SORT = "sk";

  private StoredItem() {}

  static Map<String, AttributeValue> keyOf(Key key) {
    return Map.of(
        PARTITION, AttributeValue.fromS(key.partition()), SORT, AttributeValue.fromS(key.sort()));
  }

  static Map<String, AttributeValue> of(Item item) {
    var stored = new HashMap<>(keyOf(item.key()));
    item.attributes().forEach((name, attr) -> stored.put(name, valueOf(attr)));
    return stored;
  }

  static AttributeValue valueOf(Attr attr) {
    return switch (attr) {
      case Attr.Text(String value) -> AttributeValue.fromS(value);
      case Attr.Whole(long value) -> AttributeValue.fromN(Long.toString(value));
    };
  }

  /** Reads an item back; {@code CORRUPT} if it holds what we never write. */
  static Item read(String table, Map<String, AttributeValue> stored) {
    var attributes = new TreeMap<String, Attr>();
    var key = new Key(table, text(table, stored, PARTITION), text(table, stored, SORT));
    stored.forEach((name, value) -> {
      if (!name.equals(PARTITION) && !name.equals(SORT)) {
        attributes.put(name, attr(key, name, value));
      }
    });
    return new Item(key, attributes);
  }

  /** The text under a name; {@code CORRUPT} if there is none. */
  static String text(String table, Map<String, AttributeValue> stored, String name) {
    AttributeValue value = stored.get(name);
    if (value == null || value.type() != AttributeValue.Type.S) {
      throw corrupt("an item of " + table + " has no text " + name);
    }
    return value.s();
  }

  private static Attr attr(Key key, String name, AttributeValue value) {
    return switch (value.type()) {
      case S -> Attr.of(value.s());
      case N -> Attr.of(whole(key, name, value.n()));
      default -> throw corrupt(key + " has a " + value.type() + " under " + name);
    };
  }

  private static long whole(Key key, String name, String number) {
    try {
      return new BigDecimal(number).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new PortException(
          PortException.Fault.CORRUPT, key + " has no whole number under " + name, e);
    }
  }

  private static PortException corrupt(String message) {
    return new PortException(PortException.Fault.CORRUPT, message);
  }
}
