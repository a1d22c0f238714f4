package dev.fairlead.store;

import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.port.PortException;
import dev.fairlead.wire.JsonText;
import java.util.EnumSet;
import java.util.Set;

/** Accepted documents, read back. They never change, so recent ones are kept. */
public final class Documents {
  /** What was accepted somewhere is readable everywhere. */
  private static final Set<String> TYPES =
      HandlerSpec.typesAt(EnumSet.allOf(HandlerSpec.Place.class));

  private final AgendaRows rows;
  private final Recent<String, AgendaDocument> recent = new Recent<>(256);

  public Documents(AgendaRows rows) {
    this.rows = rows;
  }

  /** The document of an accepted agenda. Cost: nothing, or one blob read for a large one. */
  public AgendaDocument read(AgendaHeader header) {
    String key = header.key().customer() + "/" + header.documentSha256();
    return recent
        .find(key)
        .orElseGet(() -> {
          AgendaDocument document = parse(header);
          recent.keep(key, document);
          return document;
        });
  }

  private AgendaDocument parse(AgendaHeader header) {
    return switch (DocumentRules.check(JsonText.parseStored(rows.document(header)), TYPES)) {
      case DocumentRules.Valid(AgendaDocument document) -> document;
      case DocumentRules.Invalid(var problems) ->
          throw new PortException(
              PortException.Fault.CORRUPT,
              "the accepted document of " + header.key() + " no longer holds: " + problems);
    };
  }
}
