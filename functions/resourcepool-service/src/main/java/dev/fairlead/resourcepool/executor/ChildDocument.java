package dev.fairlead.resourcepool.executor;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.agenda.Reference;
import dev.fairlead.core.agenda.ReferencePart;
import dev.fairlead.core.agenda.References;
import dev.fairlead.core.agenda.References.Resolved;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.run.Report.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A payload read as the document of a sub-agenda. */
sealed interface ChildDocument {
  /** It can be submitted. */
  record Good(AgendaDocument document) implements ChildDocument {}

  /** It can't, and why. */
  record Refused(Diagnostic why) implements ChildDocument {}

  /**
   * Reads it.
   *
   * @param written as the parent's document has it
   * @param resolved with what the parent knew put in
   */
  static ChildDocument read(
      Json written, Resolved resolved, CustomerId customer, KnownTypes types) {
    Optional<String> foreign = foreignReference(written, resolved);
    if (foreign.isPresent()) {
      return new Refused(new Diagnostic("reference", foreign.get()));
    }
    return switch (DocumentRules.check(resolved.payload(), types)) {
      case DocumentRules.Invalid(List<Problem> problems) ->
          new Refused(
              new Diagnostic(
                  "invalid-agenda",
                  problems.stream()
                      .limit(5)
                      .map(problem -> problem.path() + ": " + problem.message())
                      .collect(Collectors.joining(" "))));
      case DocumentRules.Valid(AgendaDocument document) -> {
        var owner = document.canonical().text("customerId");
        if (owner.filter(given -> !given.equals(customer.value())).isPresent()) {
          yield new Refused(
              new Diagnostic("invalid-agenda", "A sub-agenda is its parent's customer's."));
        }
        yield document.doNotRun()
            ? new Refused(
                new Diagnostic("invalid-agenda", "A sub-agenda with doNotRun would never end."))
            : new Good(document);
      }
    };
  }

  /**
   * What was put in is data: it may be a whole list of operations, which may reference each other,
   * but it is no reference inside an operation that the parent wrote, and never asks for a secret.
   */
  private static Optional<String> foreignReference(Json written, Resolved resolved) {
    if (!resolved.secrets().isEmpty()) {
      return Optional.of("Only operations of a sub-agenda can be given secrets.");
    }
    Map<JsonPointer, List<String>> before = references(written);
    for (var place : references(resolved.payload()).entrySet()) {
      List<String> known = before.getOrDefault(place.getKey(), List.of());
      List<String> more = new ArrayList<>(place.getValue());
      known.forEach(more::remove);
      boolean asks = more.stream().anyMatch(text -> text.startsWith("@<secret:"));
      if (asks || (!more.isEmpty() && !isInPutList(written, place.getKey()))) {
        return Optional.of(
            place.getKey() + ": What is put in from a result would be read as a reference.");
      }
    }
    return Optional.empty();
  }

  /** Whether the parent's document has a single reference there, for the whole list or document. */
  private static boolean isInPutList(Json written, JsonPointer place) {
    for (int length = 0; length <= 1 && length < place.tokens().size(); length++) {
      if (new JsonPointer(place.tokens().subList(0, length)).find(written).orElse(Json.NULL)
          instanceof Json.Str) {
        return true;
      }
    }
    return false;
  }

  private static Map<JsonPointer, List<String>> references(Json value) {
    var found = new LinkedHashMap<JsonPointer, List<String>>();
    References.visit(
        value,
        JsonPointer.WHOLE,
        (place, part) -> {
          switch (part) {
            case ReferencePart.Text _ -> {
              // Plain.
            }
            case ReferencePart.Bad(String text, String _) ->
                found.computeIfAbsent(place, _ -> new ArrayList<>()).add(text);
            case Reference reference ->
                found.computeIfAbsent(place, _ -> new ArrayList<>()).add(reference.text());
          }
        });
    return found;
  }
}
