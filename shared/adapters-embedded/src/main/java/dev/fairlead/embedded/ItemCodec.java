package dev.fairlead.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An item's attributes as bytes: a format version (1 byte), how many (4 bytes), and of each the
 * name, a kind (1 byte) and the value. Texts are their length in bytes (4) and UTF-8; numbers 8
 * bytes. Every released version stays readable.
 */
final class ItemCodec {
  private static final byte VERSION = 1;
  private static final byte TEXT = 1;
  private static final byte WHOLE = 2;

  private ItemCodec() {}

  static byte[] encode(Map<String, Attr> attributes) {
    int size = 1 + Integer.BYTES;
    List<byte[]> texts = new ArrayList<>(2 * attributes.size());
    for (var attribute : attributes.entrySet()) {
      byte[] name = attribute.getKey().getBytes(UTF_8);
      texts.add(name);
      size += Integer.BYTES + name.length + 1;
      if (attribute.getValue() instanceof Attr.Text(String text)) {
        byte[] value = text.getBytes(UTF_8);
        texts.add(value);
        size += Integer.BYTES + value.length;
      } else {
        size += Long.BYTES;
      }
    }
    var buffer = ByteBuffer.allocate(size).put(VERSION).putInt(attributes.size());
    var next = texts.iterator();
    for (Attr value : attributes.values()) {
      putText(buffer, next.next());
      switch (value) {
        case Attr.Text _ -> putText(buffer.put(TEXT), next.next());
        case Attr.Whole(long number) -> buffer.put(WHOLE).putLong(number);
      }
    }
    return buffer.array();
  }

  static Item decode(Key key, byte[] bytes) {
    try {
      var buffer = ByteBuffer.wrap(bytes);
      byte version = buffer.get();
      if (version != VERSION) {
        throw corrupt(key, "has format " + version + "; this release reads " + VERSION);
      }
      int count = buffer.getInt();
      Map<String, Attr> attributes = HashMap.newHashMap(count);
      for (int i = 0; i < count; i++) {
        attributes.put(text(buffer), value(key, buffer));
      }
      return new Item(key, attributes);
    } catch (BufferUnderflowException e) {
      throw new PortException(Fault.CORRUPT, "item " + key + " is cut short", e);
    }
  }

  private static Attr value(Key key, ByteBuffer buffer) {
    byte kind = buffer.get();
    return switch (kind) {
      case TEXT -> Attr.of(text(buffer));
      case WHOLE -> Attr.of(buffer.getLong());
      default -> throw corrupt(key, "has an attribute of unknown kind " + kind);
    };
  }

  private static void putText(ByteBuffer buffer, byte[] text) {
    buffer.putInt(text.length).put(text);
  }

  private static String text(ByteBuffer buffer) {
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] text = new byte[length];
    buffer.get(text);
    return new String(text, UTF_8);
  }

  private static PortException corrupt(Key key, String what) {
    return new PortException(Fault.CORRUPT, "item " + key + " " + what);
  }
}
