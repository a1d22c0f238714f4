package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.Shelf;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Audit entries. Each lies on the operators' shelf and on that of whose thing it was, is written in
 * the transaction of what it tells of, and is never replaced.
 */
public final class AuditRows {
  private final ItemStore items;

  public AuditRows(ItemStore items) {
    this.items = items;
  }

  /** What was found, newest first. An empty next means: no more. */
  public record Listing(List<AuditEntry> entries, Optional<String> next) {
    public Listing {
      entries = List.copyOf(entries);
    }
  }

  /** Tells of something; the operators' copy first, which alone names whoever it was. */
  public static List<Write> put(AuditEntry entry, Author author) {
    AuditEntry told = entry.byName(author.toldTo(entry.owner()));
    return List.of(
        Write.put(item(Shelf.OPERATORS, entry), Condition.absent()),
        Write.put(item(Shelf.of(entry.owner()), told), Condition.absent()));
  }

  /** What lies on a shelf. Cost: 1 read unit per 4 KB. */
  public Listing list(Shelf shelf, int limit, Optional<String> before) {
    var query = Query.of(TableSpec.OBJECTS.tableName(), partition(shelf), limit).newestFirst();
    var page = items.query(before.map(id -> query.between("", id)).orElse(query));
    var entries = page.items().stream().map(AuditRows::entry).toList();
    return new Listing(
        entries,
        page.next().isPresent() && !entries.isEmpty()
            ? Optional.of(entries.getLast().id())
            : Optional.empty());
  }

  private static String partition(Shelf shelf) {
    return shelf.name() + "/audit";
  }

  private static Item item(Shelf shelf, AuditEntry entry) {
    var attributes =
        new HashMap<String, Attr>(
            Map.of(
                "at", Attr.of(entry.at().toEpochMilli()),
                "by", Attr.of(entry.by()),
                "owner", Attr.of(entry.owner().value()),
                "action", Attr.of(entry.action().name()),
                "kind", Attr.of(entry.kind()),
                "subject", Attr.of(entry.subject()),
                "reason", Attr.of(entry.reason())));
    entry.byName().ifPresent(name -> attributes.put("byName", Attr.of(name)));
    return Format.item(
        new Key(TableSpec.OBJECTS.tableName(), partition(shelf), entry.id()), attributes);
  }

  private static AuditEntry entry(Item item) {
    Format.checked(item);
    return new AuditEntry(
        item.key().sort(),
        Instant.ofEpochMilli(item.requireWhole("at")),
        item.requireText("by"),
        item.text("byName"),
        new CustomerId(item.requireText("owner")),
        AuditEntry.Action.valueOf(item.requireText("action")),
        item.requireText("kind"),
        item.requireText("subject"),
        item.requireText("reason"));
  }
}
