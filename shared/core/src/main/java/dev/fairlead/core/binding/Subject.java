package dev.fairlead.core.binding;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Mappers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What of an agenda decides where it is bound; all in small letters, each once. */
public final class Subject {
  private static final String PREFERRED = "defaultInsight";

  private final Set<String> names = new LinkedHashSet<>();
  private final Set<String> types = new LinkedHashSet<>();
  private final Set<String> params = new LinkedHashSet<>();
  private final Optional<String> preferred;

  /** What of a document does. */
  public Subject(AgendaDocument document) {
    var own = document.canonical().field("params").orElse(Json.NULL);
    this.preferred = preferred(own);
    addParams(own);
    for (OperationSpec operation : document.operations()) {
      names.add(folded(operation.name()));
      types.add(folded(operation.type()));
      addParams(operation.params());
    }
  }

  /** What would of one operation with parameters, of which no more is known. */
  public Subject(String operationName, String operationType, Json.Obj params) {
    this.preferred = preferred(params);
    names.add(folded(operationName));
    types.add(folded(operationType));
    addParams(params);
  }

  private static Optional<String> preferred(Json params) {
    return params instanceof Json.Obj given
        ? given.text(PREFERRED).filter(text -> !text.isBlank()).map(String::strip)
        : Optional.empty();
  }

  private void addParams(Json given) {
    if (given instanceof Json.Obj object) {
      object
          .fields()
          .forEach((name, value) ->
              text(value).ifPresent(text -> params.add(folded(name + "=" + text))));
    }
  }

  /** What a mapper can compare: lists and objects it can't. */
  private static Optional<String> text(Json value) {
    return switch (value) {
      case Json.Str(String text) -> Optional.of(text);
      case Json.Num(var number) -> Optional.of(number.toPlainString());
      case Json.Bool(boolean truth) -> Optional.of(Boolean.toString(truth));
      case Json _ -> Optional.empty();
    };
  }

  /** The insight that the agenda asks for, by id or title, as it is written. */
  Optional<String> preferred() {
    return preferred;
  }

  /** The first entry of the mappers that the agenda fits. */
  Optional<Match> match(Mappers mappers) {
    return first("operationName", mappers.names(), names)
        .or(() -> first("operationType", mappers.types(), types))
        .or(() -> first("paramMap", mappers.params(), params));
  }

  private static Optional<Match> first(String mapper, List<String> entries, Set<String> present) {
    return entries.stream()
        .filter(entry -> present.contains(folded(entry)))
        .findFirst()
        .map(entry -> new Match(mapper, entry));
  }

  static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
