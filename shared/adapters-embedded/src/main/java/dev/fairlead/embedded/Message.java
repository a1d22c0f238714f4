package dev.fairlead.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message as it is kept: a format version (1 byte), when it was sent and from when it is visible
 * (milliseconds of the epoch, 8 bytes each), and three texts (length, 4 bytes, and UTF-8): group,
 * deduplication id, body. An absent group or id is an empty text, which neither can be.
 */
record Message(
    Instant sentAt,
    Instant visibleAt,
    Optional<String> group,
    Optional<String> deduplicationId,
    String body) {
  private static final byte VERSION = 1;

  byte[] encode() {
    List<byte[]> texts =
        List.of(
            group.orElse("").getBytes(UTF_8),
            deduplicationId.orElse("").getBytes(UTF_8),
            body.getBytes(UTF_8));
    int size = 1 + 2 * Long.BYTES;
    for (byte[] text : texts) {
      size += Integer.BYTES + text.length;
    }
    var buffer = ByteBuffer.allocate(size).put(VERSION);
    buffer.putLong(sentAt.toEpochMilli()).putLong(visibleAt.toEpochMilli());
    texts.forEach(text -> buffer.putInt(text.length).put(text));
    return buffer.array();
  }

  static Message decode(byte[] bytes) {
    try {
      var buffer = ByteBuffer.wrap(bytes);
      byte version = buffer.get();
      if (version != VERSION) {
        throw new PortException(
            Fault.CORRUPT, "a message has format " + version + "; this release reads " + VERSION);
      }
      return new Message(
          Instant.ofEpochMilli(buffer.getLong()),
          Instant.ofEpochMilli(buffer.getLong()),
          Optional.of(text(buffer)).filter(text -> !text.isEmpty()),
          Optional.of(text(buffer)).filter(text -> !text.isEmpty()),
          text(buffer));
    } catch (BufferUnderflowException e) {
      throw new PortException(Fault.CORRUPT, "a message is cut short", e);
    }
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
}
