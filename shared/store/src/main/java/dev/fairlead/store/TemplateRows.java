package dev.fairlead.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.template.TemplateName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Templates: a head each, which says what the latest version is, and the versions, which never
 * change. A version is there when the head counts it: both are written in one transaction, on
 * condition that the head is as it was read.
 *
 * <p>A deleted template's head stays and keeps the number, so that no number ever means two things.
 */
public final class TemplateRows {
  /** Pages that a list reads at the most, in case all it finds is deleted. */
  private static final int MAX_PAGES = 10;

  private static final int PAGE_OF_TITLES = 100;

  /** Sorts after a name and before every longer one that starts with it. */
  private static final String BEHIND = "!";

  private final ItemStore items;
  private final BlobStore blobs;

  public TemplateRows(ItemStore items, BlobStore blobs) {
    this.items = items;
    this.blobs = blobs;
  }

  /** Heads by name, without deleted ones. An empty next means: no more. */
  public record Listing(List<TemplateHead> heads, Optional<TemplateName> next) {
    public Listing {
      heads = List.copyOf(heads);
    }
  }

  /** The head, also a deleted one. Cost: 1 read unit. */
  public Optional<TemplateHead> head(CustomerId customer, TemplateName name) {
    return items.read(TemplateHead.keyOf(customer, name)).map(TemplateHead::of);
  }

  /** A version that the head counts. Cost: 1 read unit per 4 KB. */
  public Optional<TemplateVersion> version(TemplateHead head, long number) {
    return number > head.deletedUpTo() && number <= head.latest()
        ? items
            .read(TemplateVersion.keyOf(head.customer(), head.name(), number))
            .map(TemplateVersion::of)
        : Optional.empty();
  }

  /** The canonical template's text. Cost: nothing, or one blob read. */
  public String text(TemplateVersion version) {
    return version
        .inlineText()
        .orElseGet(() ->
            blobs
                .get(version.customer().value(), version.sha256())
                .map(bytes -> new String(bytes, UTF_8))
                .orElseThrow(() ->
                    new PortException(
                        PortException.Fault.CORRUPT, "template " + version.sha256() + " is gone")));
  }

  /**
   * Heads by name. Cost: half a read unit per 4 KB of heads, deleted ones among them; up to ten
   * pages are read, or 1,000 heads if only those with a title are wanted.
   */
  public Listing list(
      CustomerId customer, int limit, Optional<TemplateName> after, Optional<String> title) {
    int pageSize = title.isPresent() ? PAGE_OF_TITLES : limit;
    var query =
        Query.of(TableSpec.TEMPLATES.tableName(), TemplateHead.partitionOf(customer), pageSize);
    var from = after;
    var found = new ArrayList<TemplateHead>();
    for (int page = 0; page < MAX_PAGES; page++) {
      var range = from.map(name -> query.between(name + BEHIND, "")).orElse(query);
      var heads = items.query(range).items().stream().map(TemplateHead::of).toList();
      for (var head : heads) {
        boolean isWanted = !head.isDeleted() && (title.isEmpty() || title.equals(head.title()));
        if (isWanted && found.size() == limit) {
          return new Listing(found, Optional.of(found.getLast().name()));
        }
        if (isWanted) {
          found.add(head);
        }
      }
      if (heads.size() < pageSize) {
        return new Listing(found, Optional.empty());
      }
      from = Optional.of(heads.getLast().name());
    }
    return new Listing(found, from);
  }

  /**
   * Adds a version behind the head's latest, or the first of all. Its text is put away before.
   *
   * <p>Cost: 4 write units and 2 more per KB of a text up to 8 KiB.
   *
   * @param before the head as it was read
   * @return false if the head has changed since: nothing was written
   */
  public boolean add(Optional<TemplateHead> before, TemplateVersion version) {
    var after = TemplateHead.of(version, before.map(TemplateHead::deletedUpTo).orElse(0L));
    return items
        .transact(
            List.of(
                Write.put(
                    after.toItem(),
                    before.map(TemplateHead::isUnchanged).orElse(Condition.absent())),
                Write.put(version.toItem(), Condition.absent())))
        .isWritten();
  }

  /**
   * Deletes all versions. After the first write none can be found any more.
   *
   * <p>Cost: 1 write unit, and 1 for each KB of the versions, up to 1,000 of them.
   *
   * @return false if the head has changed since: nothing was deleted
   */
  public boolean delete(TemplateHead head) {
    if (!items.write(Write.put(head.deleted().toItem(), head.isUnchanged())).isWritten()) {
      return false;
    }
    sweep(head);
    return true;
  }

  /** Removes versions that no head counts, as a crash in a deletion leaves them. */
  public void sweep(TemplateHead deleted) {
    var partition = TemplateVersion.partitionOf(deleted.customer(), deleted.name());
    items
        .query(
            Query.of(TableSpec.TEMPLATES.tableName(), partition, 1000)
                .between("", Format.sortable(deleted.latest() + 1)))
        .items()
        .forEach(item -> items.write(Write.delete(item.key())));
  }
}
