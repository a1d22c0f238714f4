package dev.fairlead.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.Key;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Keys of tables and indexes as bytes, so that unsigned byte order is: one partition's entries
 * together, and within it by UTF-8 of the sort key.
 *
 * <p>A table's key is the partition's length (2 bytes), the partition, the sort key. An index's key
 * is the index partition likewise, the index sort key with its end marked, and then the table's
 * key, which makes entries with equal index keys distinct.
 */
final class KeyBytes {
  private static final int LENGTH_BYTES = 2;

  /** Never a byte of UTF-8 text, and so beyond every sort key. */
  private static final byte BEYOND = (byte) 0xFF;

  private static final byte ZERO = 0;
  private static final byte ZERO_ESCAPED = (byte) 0xFF;

  private KeyBytes() {}

  static byte[] of(Key key) {
    return join(partition(key.partition()), key.sort().getBytes(UTF_8));
  }

  /** What every key of the partition starts with. */
  static byte[] partition(String partition) {
    byte[] text = partition.getBytes(UTF_8);
    return ByteBuffer.allocate(LENGTH_BYTES + text.length)
        .putShort((short) text.length)
        .put(text)
        .array();
  }

  static byte[] plain(String sort) {
    return sort.getBytes(UTF_8);
  }

  static byte[] beyond(byte[] partition) {
    return join(partition, new byte[] {BEYOND});
  }

  static Key keyOf(String table, byte[] bytes) {
    return keyOf(table, bytes, 0);
  }

  static byte[] indexEntry(String partition, String sort, Key key) {
    return join(partition(partition), escaped(sort), new byte[] {ZERO, ZERO}, of(key));
  }

  /** A bound for index entries: sorts before every entry whose sort key is this or greater. */
  static byte[] escaped(String sort) {
    var bytes = new ByteArrayOutputStream(sort.length() + 8);
    for (byte each : sort.getBytes(UTF_8)) {
      bytes.write(each);
      if (each == ZERO) {
        bytes.write(ZERO_ESCAPED);
      }
    }
    return bytes.toByteArray();
  }

  /** The table key at the end of an index entry. */
  static Key keyOfEntry(String table, byte[] entry) {
    int at = LENGTH_BYTES + lengthAt(entry, 0);
    while (entry[at] != ZERO || entry[at + 1] != ZERO) {
      at += entry[at] == ZERO ? 2 : 1;
    }
    return keyOf(table, entry, at + 2);
  }

  static byte[] join(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    var bytes = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, bytes, at, part.length);
      at += part.length;
    }
    return bytes;
  }

  private static Key keyOf(String table, byte[] bytes, int start) {
    int length = lengthAt(bytes, start);
    int sortStart = start + LENGTH_BYTES + length;
    return new Key(
        table,
        new String(bytes, start + LENGTH_BYTES, length, UTF_8),
        new String(bytes, sortStart, bytes.length - sortStart, UTF_8));
  }

  private static int lengthAt(byte[] bytes, int start) {
    return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(start));
  }
}
