package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.agenda.InventoryName;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What there is of an inventory, beside its components: who has it, and how much of what that one's
 * journal says is in it.
 *
 * @param holder the one agenda that may change it now
 * @param token grows with every hold, 1 and up
 * @param applied entries of the holder's journal up to this one are in it
 * @param part so many writes of the next entry that changes it are in it, too
 * @param changedAt when somebody last got hold of it or changed it
 */
public record InventoryHead(
    CustomerId customer,
    InventoryName name,
    Optional<AgendaKey> holder,
    long token,
    long applied,
    int part,
    Instant changedAt) {
  private static final String TOKEN = "token";
  private static final String APPLIED = "applied";
  private static final String PART = "part";
  private static final String HOLDER = "holder";
  private static final String NOBODY = "-";

  /** Whether an agenda has it. */
  public boolean isHeldBy(AgendaKey agenda) {
    return holder.equals(Optional.of(agenda));
  }

  /** One that an agenda is the first to have. */
  public static InventoryHead first(AgendaKey holder, InventoryName name, Instant now) {
    return new InventoryHead(holder.customer(), name, Optional.of(holder), 1, 0, 0, now);
  }

  /** The same, got hold of. */
  public InventoryHead heldBy(AgendaKey agenda, Instant now) {
    return new InventoryHead(customer, name, Optional.of(agenda), token + 1, 0, 0, now);
  }

  /** The same, with more of the holder's journal in it. */
  public InventoryHead applied(long sequence, int nextPart, Instant now) {
    return new InventoryHead(customer, name, holder, token, sequence, nextPart, now);
  }

  /** The same, left by its holder. */
  public InventoryHead released() {
    return new InventoryHead(customer, name, Optional.empty(), token, applied, part, changedAt);
  }

  /** Whether nobody touched it since it was read. */
  public Condition isUnchanged() {
    return Condition.all(
        Condition.is(TOKEN, token),
        Condition.is(HOLDER, holder.map(AgendaKey::toString).orElse(NOBODY)),
        Condition.is(APPLIED, applied),
        Condition.is(PART, part));
  }

  static String partitionOf(CustomerId customer) {
    return customer + "/inventories";
  }

  static Key keyOf(CustomerId customer, InventoryName name) {
    return new Key(TableSpec.INVENTORIES.tableName(), partitionOf(customer), name.value());
  }

  Key key() {
    return keyOf(customer, name);
  }

  Item toItem() {
    var attributes = new TreeMap<String, Attr>();
    attributes.put(HOLDER, Attr.of(holder.map(AgendaKey::toString).orElse(NOBODY)));
    attributes.put(TOKEN, Attr.of(token));
    attributes.put(APPLIED, Attr.of(applied));
    attributes.put(PART, Attr.of(part));
    attributes.put("changedAt", Attr.of(changedAt.toEpochMilli()));
    return Format.item(key(), attributes);
  }

  static InventoryHead of(Item item) {
    Format.checked(item);
    var partition = item.key().partition();
    return new InventoryHead(
        new CustomerId(partition.substring(0, partition.indexOf('/'))),
        new InventoryName(item.key().sort()),
        Optional.of(item.requireText(HOLDER))
            .filter(text -> !text.equals(NOBODY))
            .map(AgendaKey::parse),
        item.requireWhole(TOKEN),
        item.requireWhole(APPLIED),
        Math.toIntExact(item.requireWhole(PART)),
        Instant.ofEpochMilli(item.requireWhole("changedAt")));
  }
}
