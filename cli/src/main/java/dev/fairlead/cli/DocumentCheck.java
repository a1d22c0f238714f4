package dev.fairlead.cli;

import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.imports.ErnestHandlers;
import java.util.EnumSet;
import java.util.List;

/** The server's own rules, kept here: nothing is sent or stored. */
final class DocumentCheck {
  /** What the embedded stack runs; a deployed environment may know less. */
  static final KnownTypes TYPES =
      new KnownTypes(
          HandlerSpec.typesAt(EnumSet.allOf(HandlerSpec.Place.class)),
          HandlerSpec.typesWithoutSecrets());

  private DocumentCheck() {}

  /** The same, and those that a registry names, which a server may know. */
  static KnownTypes typesWith(ErnestHandlers registry) {
    return new KnownTypes(
        TYPES.names(),
        registry.types()::containsValue,
        type -> TYPES.isWithoutSecrets().test(type) || !TYPES.names().contains(type));
  }

  /** What it came to. */
  sealed interface Outcome {}

  record Good(AgendaDocument document) implements Outcome {}

  /** At least one problem. */
  record Bad(List<Problem> problems) implements Outcome {
    Bad {
      problems = List.copyOf(problems);
    }
  }

  static Outcome check(DocumentText text) {
    try {
      return switch (DocumentRules.check(text.parse(), TYPES)) {
        case DocumentRules.Valid(AgendaDocument document) -> new Good(document);
        case DocumentRules.Invalid(List<Problem> problems) -> new Bad(problems);
      };
    } catch (FairleadException malformed) {
      return new Bad(malformed.problems());
    }
  }

  /**
   * The same for a command that can't go on with a bad one.
   *
   * @throws DocumentRefusal with every problem
   */
  static AgendaDocument require(DocumentText text) {
    return switch (check(text)) {
      case Good(AgendaDocument document) -> document;
      case Bad(List<Problem> problems) -> throw text.refusal(problems);
    };
  }
}
