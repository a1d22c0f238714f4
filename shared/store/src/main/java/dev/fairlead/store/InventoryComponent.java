package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.agenda.InventoryName;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.wire.JsonText;
import java.time.Instant;
import java.util.Map;

/**
 * A component in an inventory.
 *
 * @param id unique in it
 * @param component its kind
 * @param provider who has it
 * @param value what the operation gave that made or last changed it
 * @param agenda that put it there
 * @param operation of that agenda
 * @param changedAt when its value came
 */
public record InventoryComponent(
    String id,
    String component,
    String provider,
    Json value,
    AgendaKey agenda,
    String operation,
    Instant changedAt) {
  /** The same with what another operation gave. */
  public InventoryComponent updated(Json newValue, Instant at) {
    return new InventoryComponent(id, component, provider, newValue, agenda, operation, at);
  }

  /** Bytes that it takes as an item, about. */
  public int size() {
    return JsonText.canonical(value).length + id.length() * 4 + 1_000;
  }

  Item toItem(CustomerId customer, InventoryName inventory) {
    return Format.item(
        keyOf(customer, inventory, id),
        Map.of(
            "id", Attr.of(id),
            "component", Attr.of(component),
            "provider", Attr.of(provider),
            "value", Attr.of(JsonText.write(value)),
            "agenda", Attr.of(agenda.toString()),
            "operation", Attr.of(operation),
            "changedAt", Attr.of(changedAt.toEpochMilli())));
  }

  static InventoryComponent of(Item item) {
    Format.checked(item);
    return new InventoryComponent(
        item.requireText("id"),
        item.requireText("component"),
        item.requireText("provider"),
        JsonText.parseStored(item.requireText("value")),
        AgendaKey.parse(item.requireText("agenda")),
        item.requireText("operation"),
        Instant.ofEpochMilli(item.requireWhole("changedAt")));
  }

  static String partitionOf(CustomerId customer, InventoryName inventory) {
    return customer + "/inventories/" + inventory;
  }

  static Key keyOf(CustomerId customer, InventoryName inventory, String id) {
    return new Key(
        TableSpec.INVENTORIES.tableName(),
        partitionOf(customer, inventory),
        OperationRows.encode(id));
  }
}
