package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was accepted, for ever. One item, never changed.
 *
 * @param insight that it was bound to at first
 * @param binding why to that one
 * @param correlationId of the request that it came with
 * @param documentSha256 of the canonical document
 * @param inlineDocument the canonical document's text when it is at most 8 KiB; else it is in the
 *     blob store under its hash
 * @param operations how many operations the document has
 * @param parent whose operation it does, of a sub-agenda
 */
public record AgendaHeader(
    AgendaKey key,
    Optional<String> title,
    Optional<String> linkId,
    Optional<String> externalId,
    String insight,
    Optional<String> binding,
    Instant addedAt,
    CorrelationId correlationId,
    String documentSha256,
    Optional<String> inlineDocument,
    int operations,
    Optional<Parent> parent) {
  /**
   * The operation that an agenda was submitted for; of the same customer.
   *
   * @param depth how many agendas are around it, 1 and up
   */
  public record Parent(AgendaId agenda, String operation, int attempt, int depth) {}

  /** Of an agenda that somebody submitted. */
  public AgendaHeader(
      AgendaKey key,
      Optional<String> title,
      Optional<String> linkId,
      Optional<String> externalId,
      String insight,
      Instant addedAt,
      CorrelationId correlationId,
      String documentSha256,
      Optional<String> inlineDocument,
      int operations) {
    this(
        key,
        title,
        linkId,
        externalId,
        insight,
        Optional.empty(),
        addedAt,
        correlationId,
        documentSha256,
        inlineDocument,
        operations,
        Optional.empty());
  }

  /** The same, bound anew before it was accepted. */
  AgendaHeader boundTo(String other, String why) {
    return new AgendaHeader(
        key,
        title,
        linkId,
        externalId,
        other,
        Optional.of(why),
        addedAt,
        correlationId,
        documentSha256,
        inlineDocument,
        operations,
        parent);
  }

  static final String LIST_INDEX = "byCustomer";
  static final String LIST_PARTITION = "customerId";
  static final String LIST_SORT = "listKey";

  static Key keyOf(AgendaKey key) {
    return new Key(TableSpec.AGENDAS.tableName(), key.toString(), "header");
  }

  Item toItem() {
    var attributes = new TreeMap<String, Attr>();
    attributes.put(LIST_PARTITION, Attr.of(key.customer().value()));
    attributes.put(LIST_SORT, Attr.of(key.agenda().value()));
    title.ifPresent(value -> attributes.put("title", Attr.of(value)));
    linkId.ifPresent(value -> attributes.put("linkId", Attr.of(value)));
    externalId.ifPresent(value -> attributes.put("externalId", Attr.of(value)));
    attributes.put("insight", Attr.of(insight));
    binding.ifPresent(value -> attributes.put("binding", Attr.of(value)));
    attributes.put("addedAt", Attr.of(addedAt.toEpochMilli()));
    attributes.put("correlationId", Attr.of(correlationId.value()));
    attributes.put("sha256", Attr.of(documentSha256));
    inlineDocument.ifPresent(value -> attributes.put("document", Attr.of(value)));
    attributes.put("operations", Attr.of(operations));
    parent.ifPresent(of -> {
      attributes.put("parent", Attr.of(of.agenda().value()));
      attributes.put("parentOperation", Attr.of(of.operation()));
      attributes.put("parentAttempt", Attr.of(of.attempt()));
      attributes.put("depth", Attr.of(of.depth()));
    });
    return Format.item(keyOf(key), Map.copyOf(attributes));
  }

  static AgendaHeader of(Item item) {
    Format.checked(item);
    var key = AgendaKey.parse(item.key().partition());
    return new AgendaHeader(
        key,
        item.text("title"),
        item.text("linkId"),
        item.text("externalId"),
        item.requireText("insight"),
        item.text("binding"),
        Instant.ofEpochMilli(item.requireWhole("addedAt")),
        item.text("correlationId")
            .map(CorrelationId::new)
            .orElseGet(() -> CorrelationId.of(key.agenda())),
        item.requireText("sha256"),
        item.text("document"),
        Math.toIntExact(item.requireWhole("operations")),
        item.text("parent")
            .map(agenda ->
                new Parent(
                    new AgendaId(agenda),
                    item.requireText("parentOperation"),
                    Math.toIntExact(item.requireWhole("parentAttempt")),
                    Math.toIntExact(item.requireWhole("depth")))));
  }
}
