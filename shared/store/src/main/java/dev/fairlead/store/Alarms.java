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

/** What is to be done with an agenda by the clock, in rows ordered by when. See docs/adr/0004. */
public final class Alarms {
  /** Partitions the rows are spread over. */
  public static final int SHARDS = 16;

  private final ItemStore items;
  private final Kind kind;

  public Alarms(ItemStore items, Kind kind) {
    this.items = items;
    this.kind = kind;
  }

  /** What an alarm is for. */
  public enum Kind {
    /**
     * One for each claimed agenda, from its claim until it is over: what finds an agenda whose
     * messages were lost or whose executor died. It is set just before the claim; the reclaimer
     * moves it before it rings, so there is no instant without one. While an agenda sleeps, it is
     * due where the agenda wakes.
     */
    LOOK("alarm"),
    /** One for each agenda that is over, due when it ended: what finds an agenda that is old. */
    REAP("reap"),
    /** One for each upload, due when it expires; an upload's id has the form of an agenda's. */
    REAP_UPLOAD("upload");

    private final String folder;

    Kind(String folder) {
      this.folder = folder;
    }
  }

  /** An alarm. */
  public record Alarm(AgendaKey agenda, Instant due) {}

  /** Sets an alarm; setting it twice is the same as once. */
  public Write set(Alarm alarm) {
    return Write.put(Format.item(key(alarm), Map.of()), Condition.always());
  }

  /**
   * Moves an alarm: the new one stands before the old one is gone. Two alarms of an agenda that are
   * moved to the same millisecond become one. Cost: 2 write units.
   */
  public void move(Alarm from, Instant due) {
    var to = new Alarm(from.agenda(), due);
    items.write(set(to));
    if (!to.equals(from)) {
      clear(from);
    }
  }

  /** Removes an alarm. Cost: 1 write unit. */
  public void clear(Alarm alarm) {
    items.write(Write.delete(key(alarm)));
  }

  /** Removes an alarm; as part of a transaction. */
  Write clearing(Alarm alarm, Condition condition) {
    return Write.delete(key(alarm), condition);
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

  private Key key(Alarm alarm) {
    return new Key(
        TableSpec.TIMERS.tableName(),
        partition(Math.floorMod(alarm.agenda().toString().hashCode(), SHARDS)),
        Format.sortable(alarm.due()) + "/" + alarm.agenda());
  }

  private String partition(int shard) {
    return kind.folder + "/" + shard;
  }
}
