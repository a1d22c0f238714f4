package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.LeaseState;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceId;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.wire.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Leases, resources, their logs and the signals to them. Each has a partition of its own; an index
 * says what waits for which type, what is on which resource and what a blueprint has made, and
 * another what is due. Indexes lag and are hints: versions decide. See docs/adr/0029.
 */
public final class LeaseRows {
  static final String TABLE = TableSpec.LEASES.tableName();
  static final String ROW = "row";
  static final String BODY = "body";
  static final String PLACE = "place";
  static final String PLACE_ORDER = "placeOrder";
  static final String DUE_IN = "dueIn";
  static final String DUE_AT = "dueAt";
  static final String SIGNAL = "signal/";
  static final String LOG = "log/";

  /** Partitions that what is due is spread over. */
  public static final int SHARDS = 4;

  /** Lines of a log that are deleted at a time. */
  private static final int LINES = 100;

  private static final String BY_PLACE = "byPlace";
  private static final String BY_DUE = "byDue";
  private static final String BY_CUSTOMER = "byCustomer";

  private final ItemStore items;

  public LeaseRows(ItemStore items) {
    this.items = items;
  }

  /** A customer's leases, newest first. An empty next means: no more. */
  public record Listing(List<Lease> leases, Optional<LeaseId> next) {
    public Listing {
      leases = List.copyOf(leases);
    }
  }

  /** A batch of changes that happen together. */
  public LeaseBatch batch() {
    return new LeaseBatch(items);
  }

  /** Cost: 1 read unit per 4 KB. */
  public Optional<Lease> find(LeaseId id) {
    return items.read(keyOf(Target.of(id))).map(LeaseRows::lease);
  }

  /** Cost: 1 read unit per 4 KB. */
  public Optional<Resource> find(ResourceId id) {
    return items.read(keyOf(Target.of(id))).map(LeaseRows::resource);
  }

  /** Pending leases of a type, who waits longest first. Cost: half a read unit per 4 KB. */
  public List<Lease> waiting(String type, int limit) {
    return items.query(Query.ofIndex(TABLE, BY_PLACE, "waiting/" + type, limit)).items().stream()
        .map(LeaseRows::lease)
        .toList();
  }

  /** All leases that take room on a resource. Cost: half a read unit per 4 KB. */
  public List<Lease> on(ResourceId resource) {
    return all("on/" + resource).stream().map(LeaseRows::lease).toList();
  }

  /** All that a blueprint has made and that is not destroyed. Cost: half a read unit per 4 KB. */
  public List<Resource> madeBy(String blueprint) {
    return all("of/" + blueprint).stream().map(LeaseRows::resource).toList();
  }

  /** What is to be looked at by a time, the longest due first. Cost: half a unit per 4 KB. */
  public List<Target> due(int shard, Instant now, int limit) {
    var query =
        Query.ofIndex(TABLE, BY_DUE, "due/" + shard, limit)
            .between("", Format.sortable(now.plusMillis(1)));
    return items.query(query).items().stream()
        .map(item -> Target.parse(item.key().partition()))
        .distinct()
        .toList();
  }

  /** Cost: half a read unit per 4 KB. */
  public Listing list(CustomerId customer, int limit, Optional<LeaseId> before) {
    var query = Query.ofIndex(TABLE, BY_CUSTOMER, customer.value(), limit).newestFirst();
    Page page = items.query(before.map(id -> query.between("", id.value())).orElse(query));
    var leases = page.items().stream().map(LeaseRows::lease).toList();
    return new Listing(
        leases,
        page.next().isPresent() && !leases.isEmpty()
            ? Optional.of(leases.getLast().id())
            : Optional.empty());
  }

  /** Signals that are not carried out yet, the oldest first. Cost: 1 read unit. */
  public List<LeaseSignal> signals(Target target) {
    return items.query(Query.of(TABLE, target.text(), 100).startingWith(SIGNAL)).items().stream()
        .map(item -> SignalFormat.read(target, item))
        .toList();
  }

  /** What happened, the oldest first, at most {@code limit}. Cost: 1 read unit per 4 KB. */
  public List<LeaseLine> log(Target target, int limit) {
    return items.query(Query.of(TABLE, target.text(), limit).startingWith(LOG)).items().stream()
        .map(SignalFormat::readLine)
        .toList();
  }

  /**
   * A line of a log.
   *
   * @param number grows from line to line
   */
  public record Numbered(long number, LeaseLine line) {}

  /** What happened after the line of a number. Cost: 1 read unit per 4 KB. */
  public List<Numbered> log(Target target, long after, int limit) {
    var query =
        Query.of(TABLE, target.text(), limit)
            .between(LOG + Format.sortable(after + 1), LOG + "\u007f");
    return items.query(query).items().stream()
        .map(item -> new Numbered(SignalFormat.number(item), SignalFormat.readLine(item)))
        .toList();
  }

  /**
   * Deletes what is left of something that is destroyed: its log, {@value #LINES} lines at a time,
   * and its row last, so that whoever stops half-way is gone on from. Cost: 1 read unit per 4 KB, 1
   * write unit for each line, 4 for the row and its indexes.
   */
  public void erase(Target target) {
    var page = items.query(Query.of(TABLE, target.text(), LINES));
    page.items().stream()
        .map(Item::key)
        .filter(key -> !key.sort().equals(ROW))
        .forEach(key -> items.write(Write.delete(key)));
    if (page.next().isEmpty()) {
      items.write(
          Write.delete(keyOf(target), Condition.is(LeaseBatch.STATE, LeaseState.DESTROYED.name())));
    }
  }

  private List<Item> all(String place) {
    var found = new ArrayList<Item>();
    var query = Query.ofIndex(TABLE, BY_PLACE, place, 1000);
    Page page = items.query(query);
    found.addAll(page.items());
    while (page.next().isPresent()) {
      page = items.query(query.after(page.next().get()));
      found.addAll(page.items());
    }
    return found;
  }

  static Key keyOf(Target target) {
    return new Key(TABLE, target.text(), ROW);
  }

  static String shardOf(Target target) {
    return "due/" + Math.floorMod(target.text().hashCode(), SHARDS);
  }

  private static Lease lease(Item item) {
    return LeaseFormat.read(JsonText.parseStored(Format.checked(item).requireText(BODY)));
  }

  private static Resource resource(Item item) {
    return ResourceFormat.read(JsonText.parseStored(Format.checked(item).requireText(BODY)));
  }
}
