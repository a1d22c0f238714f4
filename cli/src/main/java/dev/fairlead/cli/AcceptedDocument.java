package dev.fairlead.cli;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.json.Json;
import java.util.HashSet;
import java.util.Optional;

/** Documents that some server accepted. */
final class AcceptedDocument {
  private AcceptedDocument() {}

  /** The document; empty if that server knows more of the format than this release. */
  static Optional<AgendaDocument> read(Json.Obj document) {
    var types = new HashSet<String>();
    for (var operation : AgendaView.items(document, "operations")) {
      operation.text("type").ifPresent(types::add);
    }
    return DocumentRules.check(document, types) instanceof DocumentRules.Valid(var valid)
        ? Optional.of(valid)
        : Optional.empty();
  }
}
