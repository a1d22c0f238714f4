package dev.fairlead.embedded;

import static dev.fairlead.embedded.ItemLimits.exceeded;

import dev.fairlead.core.port.Query;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * The keys from {@code low} (inclusive) to {@code high} (exclusive), and the direction to read them
 * in.
 */
final class Range {
  private final byte[] low;
  private final byte[] high;
  private final boolean descending;

  private Range(byte[] low, byte[] high, boolean descending) {
    this.low = low;
    this.high = high;
    this.descending = descending;
  }

  /** What a query still asks for, after its cursor. */
  static Range of(Query query) {
    ItemLimits.checkPartition(query.partition());
    byte[] partition = KeyBytes.partition(query.partition());
    Range whole =
        new Range(
            KeyBytes.join(partition, bound(query, query.from())),
            query.to().isEmpty()
                ? KeyBytes.beyond(partition)
                : KeyBytes.join(partition, bound(query, query.to())),
            query.descending());
    return query.after().map(whole::after).orElse(whole);
  }

  private static byte[] bound(Query query, String sort) {
    if (!sort.isEmpty()) {
      ItemLimits.checkSort(sort);
    }
    return query.index().isPresent() ? KeyBytes.escaped(sort) : KeyBytes.plain(sort);
  }

  static Query.Cursor cursorAt(byte[] key) {
    return new Query.Cursor(Base64.getUrlEncoder().withoutPadding().encodeToString(key));
  }

  /** A cursor may have been through a caller's hands: it never leads out of the range. */
  private Range after(Query.Cursor cursor) {
    byte[] last = decoded(cursor);
    if (!contains(last)) {
      throw exceeded("the cursor is of another query");
    }
    return descending
        ? new Range(low, last, true)
        : new Range(KeyBytes.join(last, new byte[1]), high, false);
  }

  private static byte[] decoded(Query.Cursor cursor) {
    try {
      return Base64.getUrlDecoder().decode(cursor.value());
    } catch (IllegalArgumentException _) {
      throw exceeded("not a cursor");
    }
  }

  private boolean contains(byte[] key) {
    return Arrays.compareUnsigned(low, key) <= 0 && Arrays.compareUnsigned(key, high) < 0;
  }

  /** What lies in it, key and value. */
  Iterator<Map.Entry<byte[], byte[]>> entries(MVMap<byte[], byte[]> map) {
    Cursor<byte[], byte[]> cursor =
        descending ? map.cursor(high, low, true) : map.cursor(low, high, false);
    return new Iterator<>() {
      private Optional<Map.Entry<byte[], byte[]>> upcoming = advance();

      @Override
      public boolean hasNext() {
        return upcoming.isPresent();
      }

      @Override
      public Map.Entry<byte[], byte[]> next() {
        var entry = upcoming.orElseThrow();
        upcoming = advance();
        return entry;
      }

      private Optional<Map.Entry<byte[], byte[]>> advance() {
        while (cursor.hasNext()) {
          byte[] key = cursor.next();
          if (contains(key)) {
            return Optional.of(Map.entry(key, cursor.getValue()));
          }
        }
        return Optional.empty();
      }
    };
  }
}
