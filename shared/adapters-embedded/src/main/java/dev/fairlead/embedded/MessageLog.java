package dev.fairlead.embedded;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVMap;

/**
 * The messages of all queues, as they are kept: by queue and number. Numbers rise over all queues
 * and over all lives of the store, so one never means two messages.
 */
final class MessageLog {
  /** Room for a million million messages between two openings. */
  private static final int NUMBER_BITS = 40;

  private final Engine engine;
  private final MVMap<byte[], byte[]> messages;
  private final long life;
  private final AtomicLong lastNumber;

  MessageLog(Engine engine, StoreNotes notes) {
    this.engine = engine;
    this.messages = engine.map("messages");
    this.life = notes.timesOpened();
    this.lastNumber = new AtomicLong(life << NUMBER_BITS);
  }

  /** Another each time the store is opened. */
  long life() {
    return life;
  }

  long nextNumber() {
    return lastNumber.incrementAndGet();
  }

  void add(String queue, Map<Long, Message> added) {
    engine.change(() -> {
      added.forEach((number, message) -> messages.put(key(queue, number), message.encode()));
      return added.size();
    });
  }

  void remove(String queue, Collection<Long> numbers) {
    engine.change(() -> {
      numbers.forEach(number -> messages.remove(key(queue, number)));
      return numbers.size();
    });
  }

  /** In one commit: a message is in one queue or the other. */
  void move(String from, long number, String to, long newNumber, Message message) {
    engine.change(() -> {
      messages.remove(key(from, number));
      messages.put(key(to, newNumber), message.encode());
      return newNumber;
    });
  }

  Optional<Message> find(String queue, long number) {
    return engine
        .look(() -> Optional.ofNullable(messages.get(key(queue, number))))
        .map(Message::decode);
  }

  /** All messages of a queue, in order. */
  SortedMap<Long, Message> all(String queue) {
    byte[] start = KeyBytes.partition(queue);
    return engine.look(() -> {
      SortedMap<Long, Message> found = new TreeMap<>();
      var cursor = messages.cursor(start);
      while (cursor.hasNext()) {
        byte[] key = cursor.next();
        if (!startsWith(key, start)) {
          break;
        }
        found.put(ByteBuffer.wrap(key).getLong(start.length), Message.decode(cursor.getValue()));
      }
      return found;
    });
  }

  private static boolean startsWith(byte[] key, byte[] start) {
    return key.length > start.length && Arrays.equals(key, 0, start.length, start, 0, start.length);
  }

  private static byte[] key(String queue, long number) {
    return KeyBytes.join(
        KeyBytes.partition(queue), ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }
}
