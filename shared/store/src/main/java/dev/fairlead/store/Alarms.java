package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One alarm for each claimed agenda, from its claim until it is over: what finds an agenda whose
 * messages were lost or whose executor died. The claim's transaction sets it; the reclaimer moves
 * it before it rings, so there is no instant without one. See docs/adr/0004.
 */
public final class Alarms {
  /** Partitions the rows are spread over. */
  public static final int SHARDS = 16;

  private final ItemStore items;

  public Alarms(ItemStore items) {
    this.items = items;
  }

  /** An alarm. */
  public record Alarm(AgendaKey agenda, Instant due) {
    Key key() {
      return new Key(
          TableSpec.TIMERS.tableName(),
          partition(Math.floorMod(agenda.toString().hashCode(), SHARDS)),
          Format.sortable(due) + "/" + agenda);
    }
  }

  /** Sets an alarm; setting it twice is the same as once. */
  public Write set(Alarm alarm) {
    return Write.put(Format.item(alarm.key(), Map.of()), Condition.always());
  }

  /**
   * Moves an alarm: the new one stands before the old one is gone. Two alarms of an agenda that are
   * moved to the same millisecond become one. Cost: 2 write units.
   */
  public void move(Alarm from, Instant due) {
    var to = new Alarm(from.agenda(), due);
    items.write(set(to));
    if (!to.key().equals(from.key())) {
      clear(from);
    }
  }

  /** Removes an alarm. Cost: 1 write unit. */
  public void clear(Alarm alarm) {
    items.write(Write.delete(alarm.key()));
  }

  /** Alarms of a shard that are due, oldest first, at most {@code limit}. */
  public List<Alarm> due(int shard, Instant now, int limit) {
    return items
        .query(
            Query.of(TableSpec.TIMERS.tableName(), partition(shard), limit)
                .between("", Format.sortable(now.plusMillis(1))))
        .items()
        .stream()
        .map(Format::checked)
        .map(item -> alarm(item.key().sort()))
        .toList();
  }

  private static Alarm alarm(String sort) {
    int slash = sort.indexOf('/');
    return new Alarm(
        AgendaKey.parse(sort.substring(slash + 1)),
        Instant.ofEpochMilli(Long.parseLong(sort.substring(0, slash))));
  }

  private static String partition(int shard) {
    return "alarm/" + shard;
  }
}
