package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.template.TemplateName;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What there is of a template.
 *
 * @param latest number of its latest version, 1 and up
 * @param deletedUpTo versions up to this number are deleted; 0 if none
 * @param title of the latest version
 * @param createdAt when the latest version was put
 * @param sha256 of the latest version's canonical text
 */
public record TemplateHead(
    CustomerId customer,
    TemplateName name,
    long latest,
    long deletedUpTo,
    Optional<String> title,
    Instant createdAt,
    String sha256) {
  private static final String LATEST = "latest";
  private static final String DELETED = "deletedUpTo";

  /** Whether there is nothing left of it. */
  public boolean isDeleted() {
    return deletedUpTo == latest;
  }

  static TemplateHead of(TemplateVersion version, long deletedUpTo) {
    return new TemplateHead(
        version.customer(),
        version.name(),
        version.number(),
        deletedUpTo,
        version.title(),
        version.createdAt(),
        version.sha256());
  }

  TemplateHead deleted() {
    return new TemplateHead(customer, name, latest, latest, title, createdAt, sha256);
  }

  Condition isUnchanged() {
    return Condition.all(Condition.is(LATEST, latest), Condition.is(DELETED, deletedUpTo));
  }

  static String partitionOf(CustomerId customer) {
    return customer + "/templates";
  }

  static Key keyOf(CustomerId customer, TemplateName name) {
    return new Key(TableSpec.TEMPLATES.tableName(), partitionOf(customer), name.value());
  }

  Item toItem() {
    var attributes = new TreeMap<String, Attr>();
    attributes.put(LATEST, Attr.of(latest));
    attributes.put(DELETED, Attr.of(deletedUpTo));
    title.ifPresent(text -> attributes.put("title", Attr.of(text)));
    attributes.put("createdAt", Attr.of(createdAt.toEpochMilli()));
    attributes.put("sha256", Attr.of(sha256));
    return Format.item(keyOf(customer, name), attributes);
  }

  static TemplateHead of(Item item) {
    Format.checked(item);
    var partition = item.key().partition();
    return new TemplateHead(
        new CustomerId(partition.substring(0, partition.indexOf('/'))),
        new TemplateName(item.key().sort()),
        item.requireWhole(LATEST),
        item.requireWhole(DELETED),
        item.text("title"),
        Instant.ofEpochMilli(item.requireWhole("createdAt")),
        item.requireText("sha256"));
  }
}
