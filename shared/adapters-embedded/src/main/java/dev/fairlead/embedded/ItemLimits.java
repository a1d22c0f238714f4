package dev.fairlead.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.Write;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * DynamoDB's limits, so that what works at home works there. Sizes are counted as DynamoDB does:
 * UTF-8 bytes of names and texts, numbers by their significant digits.
 */
final class ItemLimits {
  static final int MAX_ITEM_BYTES = 400 * 1024;
  static final int MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;
  static final int MAX_TRANSACTION_ITEMS = 100;
  static final int MAX_PAGE_BYTES = 1024 * 1024;
  static final int MAX_PARTITION_BYTES = 2048;
  static final int MAX_SORT_BYTES = 1024;
  static final int MAX_NAME_BYTES = 64 * 1024 - 1;

  /** In UTF-8; a pair of surrogates has 4 together. */
  private static final int MAX_BYTES_OF_CHAR = 3;

  private static final int KEY_NAMES_BYTES = "pk".length() + "sk".length();

  private ItemLimits() {}

  static PortException exceeded(String message) {
    return new PortException(Fault.LIMIT_EXCEEDED, message);
  }

  static void check(Key key) {
    checkPartition(key.partition());
    checkSort(key.sort());
  }

  static void checkPartition(String partition) {
    checkLength("partition", partition, MAX_PARTITION_BYTES);
  }

  static void checkSort(String sort) {
    checkLength("sort key", sort, MAX_SORT_BYTES);
  }

  private static int checkedBytes(Item item) {
    check(item.key());
    for (String name : item.attributes().keySet()) {
      checkLength("attribute name", name, MAX_NAME_BYTES);
    }
    int size = sizeBytes(item);
    if (size > MAX_ITEM_BYTES) {
      throw exceeded("item " + item.key() + " has " + size + " bytes; " + MAX_ITEM_BYTES + " fit");
    }
    return size;
  }

  /** The limits of a transaction as a whole and of each of its writes. */
  static void check(List<Write> writes) {
    if (writes.isEmpty() || writes.size() > MAX_TRANSACTION_ITEMS) {
      throw exceeded(
          "a transaction has 1 to " + MAX_TRANSACTION_ITEMS + " writes, not " + writes.size());
    }
    Set<Key> keys = new HashSet<>();
    long bytes = 0;
    for (Write write : writes) {
      switch (write) {
        case Write.Put(Item item, _) -> bytes += checkedBytes(item);
        case Write.Delete(Key key, _) -> check(key);
        case Write.Check(Key key, _) -> check(key);
      }
      if (!keys.add(write.key())) {
        throw exceeded("a transaction names an item once, but twice " + write.key());
      }
    }
    if (bytes > MAX_TRANSACTION_BYTES) {
      throw exceeded("a transaction has at most " + MAX_TRANSACTION_BYTES + " bytes, not " + bytes);
    }
  }

  static int sizeBytes(Item item) {
    int size = KEY_NAMES_BYTES + utf8(item.key().partition()) + utf8(item.key().sort());
    for (var attribute : item.attributes().entrySet()) {
      size += utf8(attribute.getKey()) + sizeBytes(attribute.getValue());
    }
    return size;
  }

  private static int sizeBytes(Attr attr) {
    return switch (attr) {
      case Attr.Text(String value) -> utf8(value);
      case Attr.Whole(long value) -> numberBytes(value);
    };
  }

  /** One byte, one for each two significant digits, and one for a minus. */
  private static int numberBytes(long value) {
    long left = value;
    while (left != 0 && left % 10 == 0) {
      left /= 10;
    }
    int significant = 1;
    while (left / 10 != 0) {
      left /= 10;
      significant++;
    }
    return 1 + (significant + 1) / 2 + (value < 0 ? 1 : 0);
  }

  private static void checkLength(String what, String text, int maxBytes) {
    if (!text.isEmpty() && text.length() <= maxBytes / MAX_BYTES_OF_CHAR) {
      return;
    }
    int length = utf8(text);
    if (length < 1 || length > maxBytes) {
      throw exceeded("a " + what + " has 1 to " + maxBytes + " bytes, not " + length);
    }
  }

  private static int utf8(String text) {
    // Most texts are ASCII and need no copy to be measured.
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return text.getBytes(UTF_8).length;
      }
    }
    return text.length();
  }
}
