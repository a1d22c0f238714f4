package dev.fairlead.store;

import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.PortException;
import dev.fairlead.wire.JsonText;
import java.util.EnumSet;
import java.util.function.Supplier;

/** Accepted documents, read back. They never change, so recent ones are kept. */
public final class Documents {
  /** What was accepted somewhere is readable everywhere, also when its handlers are gone. */
  public static final KnownTypes TYPES =
      KnownTypes.of(HandlerSpec.typesAt(EnumSet.allOf(HandlerSpec.Place.class))).everRegistered();

  private final AgendaRows rows;
  private final Recent<String, AgendaDocument> recent = new Recent<>(256);

  public Documents(AgendaRows rows) {
    this.rows = rows;
  }

  /** The document of an accepted agenda. Cost: nothing, or one blob read for a large one. */
  public AgendaDocument read(AgendaHeader header) {
    return read(header.key(), header.documentSha256(), () -> rows.document(header));
  }

  /** A document that an agenda was given later. Cost: nothing, or one blob read. */
  public AgendaDocument read(AgendaKey agenda, String sha256) {
    return read(agenda, sha256, () -> rows.document(agenda, sha256));
  }

  /** The same document of another agenda of the customer is not read again. */
  private AgendaDocument read(AgendaKey agenda, String sha256, Supplier<String> text) {
    String key = agenda.customer() + "/" + sha256;
    return recent
        .find(key)
        .orElseGet(() -> {
          AgendaDocument document = parse(key, text.get());
          recent.keep(key, document);
          return document;
        });
  }

  private static AgendaDocument parse(String key, String text) {
    return switch (DocumentRules.checkFrame(JsonText.parseStored(text), TYPES)) {
      case DocumentRules.Valid(AgendaDocument document) -> document;
      case DocumentRules.Invalid(var problems) ->
          throw new PortException(
              PortException.Fault.CORRUPT,
              "the accepted document " + key + " no longer holds: " + problems);
    };
  }
}
