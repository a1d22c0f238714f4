package dev.fairlead.store;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What all rows share: the format version, and numbers and times that sort as text. */
final class Format {
  private static final String VERSION = "v";
  private static final long CURRENT = 1;
  private static final int SORTABLE_DIGITS = 15;

  private Format() {}

  /** A row of today's format. */
  static Item item(Key key, Map<String, Attr> attributes) {
    var all = new HashMap<>(attributes);
    all.put(VERSION, Attr.of(CURRENT));
    return new Item(key, all);
  }

  /** Refuses a row that a newer release wrote, rather than misread it. */
  static Item checked(Item item) {
    long version = item.requireWhole(VERSION);
    if (version != CURRENT) {
      throw new PortException(
          PortException.Fault.CORRUPT,
          "item " + item.key() + " has format " + version + "; this release reads " + CURRENT);
    }
    return item;
  }

  /** Milliseconds since 1970 in 15 digits: sorts by time until the year 33658. */
  static String sortable(Instant time) {
    return sortable(time.toEpochMilli());
  }

  /** A number from 0 in 15 digits. */
  static String sortable(long number) {
    // Of every row and entry: a formatter would take longer than the rest of its writing.
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, SORTABLE_DIGITS - digits.length())) + digits;
  }
}
