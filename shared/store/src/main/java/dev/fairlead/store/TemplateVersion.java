package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.template.TemplateName;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A version of a template. One item, never changed.
 *
 * @param number 1 and up
 * @param sha256 of the canonical text
 * @param inlineText the canonical text when it is at most 8 KiB; else it is in the blob store under
 *     its hash
 */
public record TemplateVersion(
    CustomerId customer,
    TemplateName name,
    long number,
    Optional<String> title,
    Instant createdAt,
    String sha256,
    Optional<String> inlineText) {
  static String partitionOf(CustomerId customer, TemplateName name) {
    return customer + "/template/" + name;
  }

  static Key keyOf(CustomerId customer, TemplateName name, long number) {
    return new Key(
        TableSpec.TEMPLATES.tableName(), partitionOf(customer, name), Format.sortable(number));
  }

  Item toItem() {
    var attributes = new TreeMap<String, Attr>();
    title.ifPresent(text -> attributes.put("title", Attr.of(text)));
    attributes.put("createdAt", Attr.of(createdAt.toEpochMilli()));
    attributes.put("sha256", Attr.of(sha256));
    inlineText.ifPresent(text -> attributes.put("template", Attr.of(text)));
    return Format.item(keyOf(customer, name, number), attributes);
  }

  static TemplateVersion of(Item item) {
    Format.checked(item);
    var parts = item.key().partition().split("/", 3);
    return new TemplateVersion(
        new CustomerId(parts[0]),
        new TemplateName(parts[2]),
        Long.parseLong(item.key().sort()),
        item.text("title"),
        Instant.ofEpochMilli(item.requireWhole("createdAt")),
        item.requireText("sha256"),
        item.text("template"));
  }
}
