package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Messages that a transaction promised: the row is written with what it belongs to, the message is
 * sent afterwards, and only then the row is deleted. A crash in between sends twice, never not.
 */
public final class Outbox {
  /** Partitions the rows are spread over. */
  public static final int SHARDS = 8;

  private final ItemStore items;
  private final MessageQueue queues;

  public Outbox(ItemStore items, MessageQueue queues) {
    this.items = items;
    this.queues = queues;
  }

  /**
   * A promised message. On a FIFO queue its group is its first word, and sent again within five
   * minutes it is the same message.
   */
  public record Promise(String id, String queue, String body, Instant madeAt) {
    Key key() {
      return new Key(TableSpec.OUTBOX.tableName(), partition(shardOf(id)), id);
    }
  }

  /** Part of the transaction that promises. */
  public Write write(Promise promise) {
    return Write.put(
        Format.item(
            promise.key(),
            Map.of(
                "queue", Attr.of(promise.queue()),
                "body", Attr.of(promise.body()),
                "madeAt", Attr.of(promise.madeAt().toEpochMilli()))),
        Condition.absent());
  }

  /** Keeps a promise. Cost: 1 request, 1 write unit. */
  public void keep(Promise promise) {
    queues.send(promise.queue(), List.of(message(promise)));
    items.write(Write.delete(promise.key()));
  }

  /** Keeps a promise if that works at once; else the sweeper will. */
  public void keepNow(Promise promise) {
    try {
      keep(promise);
    } catch (PortException later) {
      // The row stands: the sweeper keeps the promise. The caller's work is done.
      if (!later.fault().isRetryable()) {
        throw later;
      }
    }
  }

  /** The oldest promises of a shard, at most {@code limit}. */
  public List<Promise> pending(int shard, int limit) {
    return items
        .query(Query.of(TableSpec.OUTBOX.tableName(), partition(shard), limit))
        .items()
        .stream()
        .map(Outbox::promise)
        .toList();
  }

  private static Promise promise(Item item) {
    Format.checked(item);
    return new Promise(
        item.key().sort(),
        item.requireText("queue"),
        item.requireText("body"),
        Instant.ofEpochMilli(item.requireWhole("madeAt")));
  }

  private static MessageQueue.Outgoing message(Promise promise) {
    return promise.queue().endsWith(".fifo")
        ? MessageQueue.Outgoing.inGroup(
            promise.body(), promise.body().split(" ", 2)[0], promise.id())
        : MessageQueue.Outgoing.of(promise.body());
  }

  private static String partition(int shard) {
    return "outbox/" + shard;
  }

  private static int shardOf(String id) {
    return Math.floorMod(id.hashCode(), SHARDS);
  }
}
