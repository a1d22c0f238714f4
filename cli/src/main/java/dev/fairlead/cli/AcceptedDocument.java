package dev.fairlead.cli;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.json.Json;
import java.util.Optional;

/** Documents that some server accepted. */
final class AcceptedDocument {
  /** Whatever an operator registered there, also if it is gone by now. */
  private static final KnownTypes TYPES = DocumentCheck.TYPES.everRegistered();

  private AcceptedDocument() {}

  /** The document; empty if that server knows more of the format than this release. */
  static Optional<AgendaDocument> read(Json.Obj document) {
    return DocumentRules.checkFrame(document, TYPES) instanceof DocumentRules.Valid(var valid)
        ? Optional.of(valid)
        : Optional.empty();
  }
}
