package dev.fairlead.store;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.provisioning.QueuePhase;
import dev.fairlead.core.provisioning.QueueRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of the queues of insights. A row is there before its queue is asked for, and until
 * the queue is gone.
 */
public final class QueueRows {
  private static final String PARTITION = "queues";
  private static final int PER_PAGE = 1000;
  private static final String PHASE = "phase";
  private static final String SEEN = "seen";
  private static final String SINCE = "since";
  private static final String VERSION = "version";

  private final ItemStore items;

  public QueueRows(ItemStore items) {
    this.items = items;
  }

  /** All of them, by insight. Cost: 1 read unit per 4 KB, which is some 40 of them. */
  public SortedMap<String, QueueRecord> all() {
    var all = new TreeMap<String, QueueRecord>();
    var query = Query.of(Lines.TABLE, PARTITION, PER_PAGE);
    Page page = items.query(query);
    page.items().forEach(item -> all.put(item.key().sort(), of(item)));
    while (page.next().isPresent()) {
      page = items.query(query.after(page.next().get()));
      page.items().forEach(item -> all.put(item.key().sort(), of(item)));
    }
    return all;
  }

  /** That of an insight. Cost: 1 read unit. */
  public Optional<QueueRecord> find(String insight) {
    return items.read(keyOf(insight)).map(QueueRows::of);
  }

  /** Writes a record down in place of the one before it; false: another was faster. */
  public boolean put(QueueRecord queue) {
    Item item =
        Format.item(
            keyOf(queue.insight()),
            Map.of(
                PHASE,
                Attr.of(queue.phase().word()),
                SEEN,
                Attr.of(queue.seen()),
                SINCE,
                Attr.of(queue.since().toEpochMilli()),
                VERSION,
                Attr.of(queue.version())));
    Condition isNext =
        queue.version() == 1 ? Condition.absent() : Condition.is(VERSION, queue.version() - 1);
    return items.write(Write.put(item, isNext)).isWritten();
  }

  /** Forgets a record; false: it was changed, or another was faster. */
  public boolean forget(QueueRecord queue) {
    return items
        .write(Write.delete(keyOf(queue.insight()), Condition.is(VERSION, queue.version())))
        .isWritten();
  }

  private static Key keyOf(String insight) {
    return new Key(Lines.TABLE, PARTITION, insight);
  }

  private static QueueRecord of(Item item) {
    Format.checked(item);
    String word = item.requireText(PHASE);
    return new QueueRecord(
        item.key().sort(),
        QueuePhase.of(word)
            .orElseThrow(() -> new PortException(PortException.Fault.CORRUPT, "no phase: " + word)),
        item.requireWhole(SEEN),
        Instant.ofEpochMilli(item.requireWhole(SINCE)),
        item.requireWhole(VERSION));
  }
}
