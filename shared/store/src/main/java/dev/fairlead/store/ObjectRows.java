package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.CustomerTerms;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.Shelf;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Customers, insights, resource pools and handlers. Each lies, whole, on the shelf of everyone who
 * may see it; all copies change in one transaction, on condition that the operators' copy is as it
 * was read. A pool's operators' copy also counts who names it, so that nobody can come to name a
 * pool that goes. See docs/adr/0020.
 *
 * <p>Cost of a change: 2 write units per KB and shelf, and 2 more for the pool that it names; of an
 * insight 2 more and a read unit for the stamp, and 16 for the {@link Doors} that come or go with
 * it; 2 for a {@linkplain HandlerPlaces handler's place} when it comes or goes.
 */
public final class ObjectRows {
  private static final Key STAMP =
      new Key(TableSpec.OBJECTS.tableName(), "*stamp/" + ObjectKind.INSIGHT.plural(), "stamp");

  private static final int PER_PAGE = 1_000;

  private final ItemStore items;

  public ObjectRows(ItemStore items) {
    this.items = items;
  }

  /** What was found, by id. An empty next means: no more. */
  public record Listing(List<StoredObject> objects, Optional<String> next) {
    public Listing {
      objects = List.copyOf(objects);
    }
  }

  /** What lies on one of the shelves. Cost: 1 read unit per 4 KB, and 1 for each empty shelf. */
  public Optional<StoredObject> find(ObjectKind kind, String id, Collection<Shelf> shelves) {
    return shelves.stream()
        .flatMap(shelf -> items.read(StoredObject.keyOf(shelf, kind, id)).stream())
        .map(item -> StoredObject.of(kind, item))
        .findFirst();
  }

  /** The copy that counts. Cost: 1 read unit per 4 KB. */
  public Optional<StoredObject> main(ObjectKind kind, String id) {
    return find(kind, id, List.of(Shelf.OPERATORS));
  }

  /** What operators say of a customer, be there an object of it or not. Cost: 1 read unit. */
  public CustomerTerms termsOf(CustomerId customer) {
    return main(ObjectKind.CUSTOMER, customer.value())
        .map(object -> CustomerTerms.of(object.fields()))
        .orElse(CustomerTerms.USUAL);
  }

  /** Customers that have limits of their own. Cost: 1 read unit per 4 KB of them. */
  public Set<CustomerId> limitedCustomers() {
    Set<CustomerId> limited = new HashSet<>();
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      var page = list(ObjectKind.CUSTOMER, List.of(Shelf.LIMITED), PER_PAGE, after.get());
      page.objects().forEach(customer -> limited.add(new CustomerId(customer.id())));
      after = page.next();
    }
    return limited;
  }

  /**
   * What lies on any of the shelves, by id, each once. Cost: half a read unit per 4 KB of up to
   * {@code limit} objects of each shelf.
   *
   * @param after the id that an earlier page ended with, or an empty text
   */
  public Listing list(ObjectKind kind, Collection<Shelf> shelves, int limit, String after) {
    var byId = new TreeMap<String, StoredObject>();
    // Beyond the end of a shelf's page that has more, the others may not be ahead of it.
    Optional<String> end = Optional.empty();
    for (Shelf shelf : shelves) {
      var query =
          Query.of(TableSpec.OBJECTS.tableName(), StoredObject.partitionOf(shelf, kind), limit);
      // A blank sorts behind an id and before every longer one that starts with it.
      var page = items.query(after.isEmpty() ? query : query.between(after + " ", ""));
      page.items().forEach(item -> byId.put(item.key().sort(), StoredObject.of(kind, item)));
      if (page.next().isPresent() && !page.items().isEmpty()) {
        var last = page.items().getLast().key().sort();
        end = Optional.of(end.filter(first -> first.compareTo(last) < 0).orElse(last));
      }
    }
    var found = new ArrayList<>(end.map(last -> byId.headMap(last, true)).orElse(byId).values());
    boolean isMore = end.isPresent() || found.size() > limit;
    var page = found.subList(0, Math.min(limit, found.size()));
    return new Listing(page, isMore ? Optional.of(page.getLast().id()) : Optional.<String>empty());
  }

  /**
   * Adds an object, unless there is one with its id.
   *
   * @param first refused, it refuses all; tested before anything else
   * @param pool that it names, as it was read
   */
  public WriteOutcome add(StoredObject object, Optional<Write> first, Optional<StoredObject> pool) {
    var writes = new ArrayList<Write>();
    first.ifPresent(writes::add);
    putOnShelves(object, Condition.absent(), writes);
    pool.ifPresent(named -> writes.add(use(named, 1)));
    if (object.kind() == ObjectKind.INSIGHT) {
      writes.addAll(Doors.open(object.id()));
      writes.add(stamp(object));
    }
    if (object.kind() == ObjectKind.HANDLER) {
      writes.add(HandlerPlaces.begin(object));
    }
    return transact(writes, object, true);
  }

  /**
   * Whether a handler's work was done elsewhere, in pods or on hosts, when there was one of that id
   * before. Cost: 1 read unit.
   */
  public boolean wasElsewhere(String handler, Json.Obj fields) {
    return HandlerPlaces.isElsewhere(items, handler, fields);
  }

  /**
   * Replaces an object, unless it was changed since.
   *
   * @param before the copy that counts
   * @param left the pool that it named before and doesn't any more
   * @param entered the pool that it names now and didn't before
   */
  public WriteOutcome replace(
      StoredObject before,
      StoredObject after,
      Optional<StoredObject> left,
      Optional<StoredObject> entered) {
    return replace(before, after, left, entered, List.of());
  }

  /** Replaces an object, and writes what is told of that in the same transaction. */
  public WriteOutcome replace(StoredObject before, StoredObject after, List<Write> told) {
    return replace(before, after, Optional.empty(), Optional.empty(), told);
  }

  private WriteOutcome replace(
      StoredObject before,
      StoredObject after,
      Optional<StoredObject> left,
      Optional<StoredObject> entered,
      List<Write> told) {
    var writes = new ArrayList<Write>(told);
    putOnShelves(after, before.isUnchanged(), writes);
    var shelves = after.shelves();
    before.shelves().stream()
        .filter(shelf -> !shelves.contains(shelf))
        .forEach(shelf -> writes.add(Write.delete(before.keyOn(shelf))));
    left.ifPresent(pool -> writes.add(use(pool, -1)));
    entered.ifPresent(pool -> writes.add(use(pool, 1)));
    if (after.kind() == ObjectKind.INSIGHT) {
      writes.add(stamp(after));
    }
    return transact(writes, after, true);
  }

  /**
   * Deletes an object, unless it was changed since, or something came to name it, or, of an
   * insight, its doors aren't {@link #shut}.
   *
   * @param before the copy that counts
   * @param left the pool that it names
   */
  public WriteOutcome delete(StoredObject before, Optional<StoredObject> left) {
    var writes = new ArrayList<Write>();
    for (Shelf shelf : before.shelves()) {
      writes.add(
          Write.delete(
              before.keyOn(shelf),
              shelf.equals(Shelf.OPERATORS) ? before.isUnchanged() : Condition.always()));
    }
    left.ifPresent(pool -> writes.add(use(pool, -1)));
    if (before.kind() == ObjectKind.INSIGHT) {
      writes.addAll(Doors.stillShut(before.id()));
      writes.add(stamp(before));
    }
    if (before.kind() == ObjectKind.HANDLER) {
      writes.add(HandlerPlaces.keep(before));
    }
    return transact(writes, before, false);
  }

  /**
   * Lets nothing more into an insight's line, until somebody finds the insight there and opens it
   * again. Cost: {@value Doors#COUNT} × 2 write units.
   */
  public void shut(String insight) {
    items.transact(Doors.shut(insight));
  }

  /** Opens an insight's line, if the insight is there. Cost: a read unit, and as much again. */
  public boolean open(String insight) {
    var writes = new ArrayList<Write>();
    writes.add(
        Write.check(
            StoredObject.keyOf(Shelf.OPERATORS, ObjectKind.INSIGHT, insight), Condition.present()));
    writes.addAll(Doors.open(insight));
    return items.transact(writes).isWritten();
  }

  /**
   * A text that is another one after each change of any insight: who has read them all need not
   * read them again while it stays. Cost: 1 read unit.
   */
  String insightsStamp() {
    return items.read(STAMP).map(item -> item.requireText("stamp")).orElse("");
  }

  /** Never the same again, for what it was before is in it. */
  private Write stamp(StoredObject changed) {
    var next =
        insightsStamp() + " " + changed.id() + " " + changed.version() + " " + changed.updatedAt();
    return Write.put(Format.item(STAMP, Map.of("stamp", Attr.of(Sha256.hex(next)))));
  }

  private static void putOnShelves(StoredObject object, Condition condition, List<Write> writes) {
    for (Shelf shelf : object.shelves()) {
      writes.add(
          Write.put(
              object.itemOn(shelf),
              shelf.equals(Shelf.OPERATORS) ? condition : Condition.always()));
    }
  }

  private static Write use(StoredObject pool, int more) {
    return Write.put(pool.used(more).itemOn(Shelf.OPERATORS), pool.isUnchanged());
  }

  /** After a time-out the copy that counts tells whether the transaction went through. */
  private WriteOutcome transact(List<Write> writes, StoredObject object, boolean isThere) {
    try {
      return items.transact(writes);
    } catch (PortException unanswered) {
      if (unanswered.fault() == PortException.Fault.TIMED_OUT && isDone(object, isThere)) {
        return new WriteOutcome.Written();
      }
      throw unanswered;
    }
  }

  private boolean isDone(StoredObject object, boolean isThere) {
    var found = main(object.kind(), object.id());
    return isThere ? found.equals(Optional.of(object)) : found.isEmpty();
  }
}
