package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.agenda.InventoryName;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Inventories: a head each, the components in a partition of their own, and who waits for it. See
 * docs/adr/0015.
 */
public final class InventoryRows {
  /** Sorts after an id and before every longer one that starts with it. */
  private static final String BEHIND = "!";

  private final ItemStore items;

  public InventoryRows(ItemStore items) {
    this.items = items;
  }

  /** Heads by name. An empty next means: no more. */
  public record Heads(List<InventoryHead> heads, Optional<InventoryName> next) {
    public Heads {
      heads = List.copyOf(heads);
    }
  }

  /** Components by id. An empty next means: no more. */
  public record Components(List<InventoryComponent> components, Optional<String> next) {
    public Components {
      components = List.copyOf(components);
    }
  }

  /** Cost: 1 read unit. */
  public Optional<InventoryHead> head(CustomerId customer, InventoryName name) {
    return items.read(InventoryHead.keyOf(customer, name)).map(InventoryHead::of);
  }

  /** Cost: 1 read unit per 4 KB. */
  public Optional<InventoryComponent> component(
      CustomerId customer, InventoryName inventory, String id) {
    return items
        .read(InventoryComponent.keyOf(customer, inventory, id))
        .map(InventoryComponent::of);
  }

  /** Cost: 1 read unit per 4 KB of heads. */
  public Heads list(CustomerId customer, int limit, Optional<InventoryName> after) {
    var query =
        Query.of(TableSpec.INVENTORIES.tableName(), InventoryHead.partitionOf(customer), limit);
    var page = items.query(after.map(name -> query.between(name + BEHIND, "")).orElse(query));
    var heads = page.items().stream().map(InventoryHead::of).toList();
    return new Heads(
        heads,
        page.next().isPresent() && !heads.isEmpty()
            ? Optional.of(heads.getLast().name())
            : Optional.empty());
  }

  /** Cost: 1 read unit per 4 KB of components. */
  public Components components(
      CustomerId customer, InventoryName inventory, int limit, Optional<String> after) {
    var query =
        Query.of(
            TableSpec.INVENTORIES.tableName(),
            InventoryComponent.partitionOf(customer, inventory),
            limit);
    var page =
        items.query(
            after.map(id -> query.between(OperationRows.encode(id) + BEHIND, "")).orElse(query));
    var components = page.items().stream().map(InventoryComponent::of).toList();
    return new Components(
        components,
        page.next().isPresent() && !components.isEmpty()
            ? Optional.of(components.getLast().id())
            : Optional.empty());
  }

  /** Replaces a head, unless somebody touched it; or makes the first. */
  public static Write put(Optional<InventoryHead> before, InventoryHead after) {
    return Write.put(
        after.toItem(), before.map(InventoryHead::isUnchanged).orElse(Condition.absent()));
  }

  /** Refuses a transaction if somebody touched the head, or made the first. */
  public static Write check(
      CustomerId customer, InventoryName name, Optional<InventoryHead> before) {
    return Write.check(
        InventoryHead.keyOf(customer, name),
        before.map(InventoryHead::isUnchanged).orElse(Condition.absent()));
  }

  /** Puts a component; part of a transaction that also replaces the head. */
  public static Write put(InventoryHead head, InventoryComponent component) {
    return Write.put(component.toItem(head.customer(), head.name()));
  }

  /** Takes a component out; part of a transaction that also replaces the head. */
  public static Write delete(InventoryHead head, String id) {
    return Write.delete(InventoryComponent.keyOf(head.customer(), head.name(), id));
  }

  /** Remembers that an agenda waits; part of a transaction that checks that it is claimed. */
  public static Write await(InventoryName inventory, AgendaKey agenda) {
    return Write.put(Format.item(waiterKey(inventory, agenda), Map.of()));
  }

  /** Forgets that an agenda waits; also part of the transaction that writes its end down. */
  public static Write forget(InventoryName inventory, AgendaKey agenda) {
    return Write.delete(waiterKey(inventory, agenda));
  }

  /** Agendas that wait, the oldest first, at most {@code limit}. */
  public List<AgendaKey> waiting(CustomerId customer, InventoryName inventory, int limit) {
    return items
        .query(Query.of(TableSpec.INVENTORIES.tableName(), waiters(customer, inventory), limit))
        .items()
        .stream()
        .map(Format::checked)
        .map(item -> AgendaKey.parse(item.key().sort()))
        .toList();
  }

  private static Key waiterKey(InventoryName inventory, AgendaKey agenda) {
    return new Key(
        TableSpec.INVENTORIES.tableName(),
        waiters(agenda.customer(), inventory),
        agenda.toString());
  }

  private static String waiters(CustomerId customer, InventoryName inventory) {
    return customer + "/inventories/" + inventory + "/waiting";
  }
}
