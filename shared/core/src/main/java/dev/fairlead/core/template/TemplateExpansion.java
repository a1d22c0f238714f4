package dev.fairlead.core.template;

import dev.fairlead.core.agenda.Reference;
import dev.fairlead.core.agenda.ReferencePart;
import dev.fairlead.core.agenda.References;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes an agenda document of a template. Pure. */
public final class TemplateExpansion {
  /** Names of the payload in references; the second is POP's older one. */
  static final Set<String> PAYLOAD_NAMES = Set.of("pop.payload", "pop.transformRequest");

  /** Where an agenda is in its template. */
  static final JsonPointer AGENDA = JsonPointer.WHOLE.child("agenda");

  private TemplateExpansion() {}

  /** What became of a template. */
  public sealed interface Outcome {}

  /** A document; the rules of documents have yet to be asked. */
  public record Expanded(Json.Obj document) implements Outcome {}

  /**
   * Some reference could not be replaced.
   *
   * @param problems at least one; paths are places in the template
   */
  public record Unresolvable(List<Problem> problems) implements Outcome {
    public Unresolvable {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Replaces references to static parameters and to the payload; all others are the agenda's own
   * and stay. A document without a title gets the template's. Cost: linear in what comes out, which
   * is bounded as {@link References#resolve} bounds it.
   */
  public static Outcome expand(AgendaTemplate template, Json payload) {
    var names = new LinkedHashMap<>(template.staticParameters());
    PAYLOAD_NAMES.forEach(name -> names.put(name, payload));
    return switch (References.resolveOnly(template.agenda(), AGENDA, names)) {
      case References.Resolved(Json.Obj document, _) -> new Expanded(titled(document, template));
      case References.Resolved(Json other, _) ->
          throw new IllegalStateException("an object became " + other.getClass());
      case References.Unresolvable(List<Problem> problems) -> new Unresolvable(problems);
    };
  }

  private static Json.Obj titled(Json.Obj document, AgendaTemplate template) {
    boolean isBlank = document.text("title").filter(title -> !title.isBlank()).isEmpty();
    return template
        .title()
        .filter(_ -> isBlank)
        .map(title -> document.with("title", Json.of(title)))
        .orElse(document);
  }

  /** The agenda with nothing where a payload's value will stand: as good as can be known before. */
  static Json withoutPayload(Json.Obj agenda) {
    return blank(agenda, true);
  }

  private static Json blank(Json value, boolean isAgenda) {
    return switch (value) {
      case Json.Obj(Map<String, Json> fields) -> {
        var kept = new LinkedHashMap<String, Json>();
        fields.forEach((name, inner) -> {
          // The agenda's own fields have types, which nothing would break.
          if (inner instanceof Json.Str(String text) && isFilled(text)) {
            blankOf(name, text, isAgenda).ifPresent(left -> kept.put(name, left));
          } else {
            kept.put(name, blank(inner, false));
          }
        });
        yield new Json.Obj(kept);
      }
      case Json.Arr(List<Json> items) ->
          Json.array(items.stream().map(item -> blank(item, false)).toList());
      case Json.Str(String text) when isFilled(text) -> blank(text);
      case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> value;
    };
  }

  /** What is left of a field; the rules want a list where the payload's value would be one. */
  private static Optional<Json> blankOf(String name, String text, boolean isAgenda) {
    if (isAgenda) {
      return Optional.empty();
    }
    return Optional.of(name.equals("items") ? Json.array(List.of()) : blank(text));
  }

  /** What is left of a string: null if it was nothing but a payload's value. */
  private static Json blank(String text) {
    var parts = new ArrayList<String>();
    for (var part : Reference.parse(text)) {
      switch (part) {
        case ReferencePart.Text(String plain) -> parts.add(plain);
        case ReferencePart.Bad(String bad, _) -> parts.add(bad);
        case Reference reference when PAYLOAD_NAMES.contains(reference.name()) -> {}
        case Reference reference -> parts.add(reference.text());
      }
    }
    return parts.isEmpty() ? Json.NULL : Json.of(String.join("", parts));
  }

  private static boolean isFilled(String text) {
    return Reference.parse(text).stream()
        .anyMatch(part ->
            part instanceof Reference reference && PAYLOAD_NAMES.contains(reference.name()));
  }
}
