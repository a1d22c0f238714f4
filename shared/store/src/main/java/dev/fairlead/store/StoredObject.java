package dev.fairlead.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.CustomerTerms;
import dev.fairlead.core.objects.Halt;
import dev.fairlead.core.objects.ObjectFields;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.Sharing;
import dev.fairlead.core.objects.Shelf;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import dev.fairlead.wire.JsonText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A customer, an insight or a resource pool.
 *
 * @param version 1 and up; grows with each change
 * @param uses how many others name it; kept in the operators' copy only, and only of pools
 * @param fields what it says, without id and owner
 */
public record StoredObject(
    ObjectKind kind,
    String id,
    CustomerId owner,
    long version,
    Instant addedAt,
    Instant updatedAt,
    long uses,
    Json.Obj fields) {
  private static final String VERSION = "version";
  private static final String USES = "uses";

  /** One that there was not yet. */
  public static StoredObject added(
      ObjectKind kind, String id, CustomerId owner, Json.Obj fields, Instant now) {
    var at = now.truncatedTo(ChronoUnit.MILLIS);
    return new StoredObject(kind, id, owner, 1, at, at, 0, fields);
  }

  /** The same after a change. Its time of change grows, also under a clock that stands or errs. */
  public StoredObject changed(CustomerId nextOwner, Json.Obj next, Instant now) {
    var at = now.truncatedTo(ChronoUnit.MILLIS);
    var grown = at.isAfter(updatedAt) ? at : updatedAt.plusMillis(1);
    return new StoredObject(kind, id, nextOwner, version + 1, addedAt, grown, uses, next);
  }

  /** The pool that it belongs to. */
  public Optional<String> pool() {
    return fields.text(ObjectFields.RESOURCE_POOL);
  }

  /** The same held, drained or, without anything, released. */
  public StoredObject halted(Optional<Halt> halt, Instant now) {
    return changed(owner, Halt.put(halt, fields), now);
  }

  /** Whether, and by whom, it is held or drained. */
  public Optional<Halt> halt() {
    return Halt.of(fields);
  }

  /** Every shelf that it lies on. */
  public Set<Shelf> shelves() {
    Set<Shelf> shelves = Sharing.of(fields).shelves(owner);
    if (kind != ObjectKind.CUSTOMER || CustomerTerms.of(fields).limits().isNone()) {
      return shelves;
    }
    var all = new LinkedHashSet<>(shelves);
    all.add(Shelf.LIMITED);
    return all;
  }

  StoredObject used(int more) {
    return new StoredObject(kind, id, owner, version, addedAt, updatedAt, uses + more, fields);
  }

  Condition isUnchanged() {
    return Condition.all(Condition.is(VERSION, version), Condition.is(USES, uses));
  }

  static String partitionOf(Shelf shelf, ObjectKind kind) {
    return shelf.name() + "/" + kind.plural();
  }

  static Key keyOf(Shelf shelf, ObjectKind kind, String id) {
    return new Key(TableSpec.OBJECTS.tableName(), partitionOf(shelf, kind), id);
  }

  Key keyOn(Shelf shelf) {
    return keyOf(shelf, kind, id);
  }

  Item itemOn(Shelf shelf) {
    return Format.item(
        keyOn(shelf),
        Map.of(
            "owner",
            Attr.of(owner.value()),
            VERSION,
            Attr.of(version),
            "addedAt",
            Attr.of(addedAt.toEpochMilli()),
            "updatedAt",
            Attr.of(updatedAt.toEpochMilli()),
            USES,
            Attr.of(shelf.equals(Shelf.OPERATORS) ? uses : 0),
            "fields",
            Attr.of(new String(JsonText.canonical(fields), UTF_8))));
  }

  static StoredObject of(ObjectKind kind, Item item) {
    Format.checked(item);
    if (!(JsonText.parseStored(item.requireText("fields")) instanceof Json.Obj fields)) {
      throw new PortException(PortException.Fault.CORRUPT, "no object: " + item.key());
    }
    return new StoredObject(
        kind,
        item.key().sort(),
        new CustomerId(item.requireText("owner")),
        item.requireWhole(VERSION),
        Instant.ofEpochMilli(item.requireWhole("addedAt")),
        Instant.ofEpochMilli(item.requireWhole("updatedAt")),
        item.requireWhole(USES),
        fields);
  }
}
