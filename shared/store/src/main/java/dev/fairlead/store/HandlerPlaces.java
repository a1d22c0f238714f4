package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.HostTerms;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import java.util.Map;

/**
 * Where the work of each handler that ever was is done: in pods or on hosts. That outlives the
 * handler, for its attempts may: made elsewhere under the same id, they would be done a second
 * time. Some 60 bytes for each id, for good.
 */
final class HandlerPlaces {
  private static final String PARTITION = "*place/" + ObjectKind.HANDLER.plural();
  private static final String PLACE = "place";

  private HandlerPlaces() {}

  /** Part of the transaction that makes a handler: refused if one of its id was elsewhere. */
  static Write begin(StoredObject handler) {
    return put(handler, Condition.any(Condition.absent(), Condition.is(PLACE, place(handler))));
  }

  /** Part of the transaction that deletes one: some are from before anybody wrote this down. */
  static Write keep(StoredObject handler) {
    return put(handler, Condition.always());
  }

  /** Whether one of that id was elsewhere. Cost: 1 read unit. */
  static boolean isElsewhere(ItemStore items, String id, Json.Obj fields) {
    return items
        .read(keyOf(id))
        .filter(item -> !item.requireText(PLACE).equals(place(fields)))
        .isPresent();
  }

  private static Write put(StoredObject handler, Condition condition) {
    return Write.put(
        Format.item(keyOf(handler.id()), Map.of(PLACE, Attr.of(place(handler)))), condition);
  }

  private static String place(StoredObject handler) {
    return place(handler.fields());
  }

  private static String place(Json.Obj fields) {
    return HostTerms.isMeant(fields) ? "hosts" : "pods";
  }

  private static Key keyOf(String id) {
    return new Key(TableSpec.OBJECTS.tableName(), PARTITION, id);
  }
}
