package dev.fairlead.store;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Draw;
import dev.fairlead.wire.JsonText;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the insights of a pool have of its capacity: one row, that each insight's scheduler replaces
 * for its insight, in the transaction that writes the same into the insight's ledger. A pool
 * without a capacity has none. Immutable.
 *
 * @param version raised by each write; 0 before the first
 * @param draws by insight; of those that have, and wait for, nothing there is none
 */
public record PoolRow(String pool, long version, SortedMap<String, Draw> draws) {
  private static final String VERSION = "version";
  private static final String DRAWS = "draws";
  private static final String GRANTED = "granted";
  private static final String LASTING = "lasting";
  private static final String WANTED = "wanted";
  private static final String SINCE = "since";

  public PoolRow {
    draws = Collections.unmodifiableSortedMap(new TreeMap<>(draws));
  }

  /** As it stands. Cost: 1 read unit per 4 KB, which is what some thirty insights take. */
  public static PoolRow read(ItemStore items, String pool) {
    return items
        .read(keyOf(pool))
        .map(item -> of(pool, item))
        .orElseGet(() -> new PoolRow(pool, 0, Collections.emptySortedMap()));
  }

  /** The next version. */
  public PoolRow next(SortedMap<String, Draw> changed) {
    return new PoolRow(pool, version + 1, changed);
  }

  /** Puts this in place of the version before it. */
  public Write write() {
    var json = Json.object();
    draws.forEach((insight, draw) -> json.put(insight, json(draw)));
    Item item =
        Format.item(
            keyOf(pool),
            Map.of(VERSION, Attr.of(version), DRAWS, Attr.of(JsonText.write(json.build()))));
    return Write.put(item, version == 1 ? Condition.absent() : Condition.is(VERSION, version - 1));
  }

  private static Key keyOf(String pool) {
    return new Key(Lines.TABLE, "pool/" + pool, "pool");
  }

  private static PoolRow of(String pool, Item item) {
    Format.checked(item);
    var stored = new StoredFields(JsonText.parseStored(item.requireText(DRAWS)));
    var draws = new TreeMap<String, Draw>();
    stored.names().forEach(insight -> draws.put(insight, draw(stored.value(insight))));
    return new PoolRow(pool, item.requireWhole(VERSION), draws);
  }

  static Json json(Draw draw) {
    return Json.object()
        .put(GRANTED, StoredAmounts.json(draw.granted()))
        .put(LASTING, StoredAmounts.json(draw.lasting()))
        .put(WANTED, StoredAmounts.json(draw.wanted()))
        .put(SINCE, draw.since())
        .build();
  }

  static Draw draw(Json json) {
    var stored = new StoredFields(json);
    return new Draw(
        StoredAmounts.of(stored.value(GRANTED)),
        StoredAmounts.of(stored.value(LASTING)),
        StoredAmounts.of(stored.value(WANTED)),
        stored.whole(SINCE));
  }
}
