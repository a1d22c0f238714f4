package dev.fairlead.core.objects;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Reads the fields of one object in a handler, and notes every problem where it is.
 *
 * @param at the object's place
 */
record SpecFields(Json.Obj given, JsonPointer at, Findings findings) {
  /** Entries that a list or an object of texts may have. */
  static final int MAX_ENTRIES = 100;

  /** Complains about every field that there isn't. */
  SpecFields only(List<String> names) {
    findings.onlyFields(given, at, names);
    return this;
  }

  boolean has(String name) {
    return findings.present(given, name).isPresent();
  }

  /** Notes that a field has to be there. */
  void missing(String name) {
    findings.add(at.child(name), ProblemCode.MISSING_FIELD, "The field " + name + " is missing.");
  }

  /** Notes that what a field says can't be, or means nothing, beside what others say. */
  void contradiction(String name, String why) {
    findings.add(at.child(name), ProblemCode.CONTRADICTION, "The field " + name + " " + why + ".");
  }

  Optional<String> text(String name, KubernetesText rule) {
    return text(name, rule, text -> text);
  }

  /** A text of which the rule is for what is made of it. */
  Optional<String> text(String name, KubernetesText rule, UnaryOperator<String> made) {
    return findings
        .text(given, at, name, Integer.MAX_VALUE)
        .filter(text -> isRight(made.apply(text), at.child(name), "The field " + name, rule));
  }

  /** A text that has to be there; an empty one where it isn't, which is noted. */
  String required(String name, KubernetesText rule) {
    if (!has(name)) {
      missing(name);
    }
    return text(name, rule).orElse("");
  }

  boolean truth(String name) {
    return findings.truth(given, at, name).orElse(false);
  }

  Optional<Long> whole(String name, int min, int max) {
    return findings.whole(given, at, name, min, max).map(Integer::longValue);
  }

  /** What a field with one of a few words means. */
  <T> Optional<T> word(String name, List<T> values, Function<T, String> text) {
    var words = values.stream().map(text).toList();
    var word = findings.text(given, at, name, Integer.MAX_VALUE);
    word.filter(said -> !words.contains(said))
        .ifPresent(said ->
            findings.add(
                at.child(name),
                ProblemCode.UNKNOWN_VALUE,
                "The field " + name + " is one of " + String.join(", ", words) + ".",
                findings.nearest(said, words)));
    return word.flatMap(
        said -> values.stream().filter(value -> text.apply(value).equals(said)).findFirst());
  }

  /** The object in a field. */
  Optional<SpecFields> object(String name) {
    return findings
        .object(given, at, name)
        .map(inner -> new SpecFields(inner, at.child(name), findings));
  }

  List<String> texts(String name, KubernetesText rule) {
    var texts = new ArrayList<String>();
    var items = items(name, "a list of texts");
    for (int i = 0; i < items.size(); i++) {
      var place = at.child(name).child(i);
      if (!(items.get(i) instanceof Json.Str(String text))) {
        findings.wrongType(place, name + "/" + i, "a text");
      } else if (isRight(text, place, "An entry of " + name, rule)) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** Texts by name. */
  Map<String, String> textsByName(String name, KubernetesText key, KubernetesText value) {
    var texts = new LinkedHashMap<String, String>();
    var object = findings.object(given, at, name).orElse(Json.EMPTY);
    if (isTooMany(name, object.fields().size())) {
      return texts;
    }
    object
        .fields()
        .forEach((called, said) -> {
          var place = at.child(name).child(called);
          boolean isName = isRight(called, place, "A name in " + name, key);
          if (!(said instanceof Json.Str(String text))) {
            findings.wrongType(place, name + "/" + called, "a text");
          } else if (isRight(text, place, "An entry of " + name, value) && isName) {
            texts.put(called, text);
          }
        });
    return texts;
  }

  /** A list of objects, of which each is read in turn. */
  <T> List<T> objects(String name, Function<SpecFields, Optional<T>> read) {
    var objects = new ArrayList<T>();
    var items = items(name, "a list of objects");
    for (int i = 0; i < items.size(); i++) {
      var place = at.child(name).child(i);
      if (items.get(i) instanceof Json.Obj item) {
        read.apply(new SpecFields(item, place, findings)).ifPresent(objects::add);
      } else {
        findings.wrongType(place, name + "/" + i, "an object");
      }
    }
    return objects;
  }

  /**
   * Complains unless there is exactly one of the fields.
   *
   * @return its name
   */
  Optional<String> one(List<String> names) {
    var there = names.stream().filter(this::has).toList();
    if (there.isEmpty()) {
      findings.add(
          at,
          ProblemCode.MISSING_FIELD,
          "There should be one of " + String.join(", ", names) + ".");
    }
    there.stream()
        .skip(1)
        .forEach(more ->
            findings.add(
                at.child(more),
                ProblemCode.UNKNOWN_FIELD,
                "There may be only one of " + String.join(", ", names) + "."));
    return there.size() == 1 ? Optional.of(there.getFirst()) : Optional.empty();
  }

  /** Notes names that begin as only Fairlead's own do. */
  Map<String, String> without(String prefix, String name, Map<String, String> texts) {
    texts.keySet().stream()
        .filter(called -> called.startsWith(prefix))
        .forEach(called ->
            findings.add(
                at.child(name).child(called),
                ProblemCode.RESERVED,
                "Names that start with " + prefix + " are Fairlead's own."));
    return texts;
  }

  private List<Json> items(String name, String want) {
    var value = findings.present(given, name);
    if (value.isPresent() && !(value.get() instanceof Json.Arr)) {
      findings.wrongType(at.child(name), name, want);
    }
    return value.orElse(Json.NULL) instanceof Json.Arr(List<Json> items)
            && !isTooMany(name, items.size())
        ? items
        : List.of();
  }

  private boolean isTooMany(String name, int entries) {
    if (entries > MAX_ENTRIES) {
      findings.add(
          at.child(name),
          ProblemCode.TOO_MANY_ENTRIES,
          "The field " + name + " has at most " + MAX_ENTRIES + " entries, not " + entries + ".");
    }
    return entries > MAX_ENTRIES;
  }

  private boolean isRight(String text, JsonPointer place, String what, KubernetesText rule) {
    if (!rule.accepts(text)) {
      findings.add(place, ProblemCode.NOT_KUBERNETES, what + " is " + rule.words() + ".");
    }
    return rule.accepts(text);
  }
}
