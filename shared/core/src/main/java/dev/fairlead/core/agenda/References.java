package dev.fairlead.core.agenda;

import dev.fairlead.core.error.Problem;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretUse;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The references in a payload: which operations they name, and what they become. */
public final class References {
  /** Characters that references may put into one payload in all. */
  public static final int MAX_RESOLVED_LENGTH = 5 * 1024 * 1024;

  private References() {}

  /** What became of a payload. */
  public sealed interface Resolution {}

  /**
   * Every reference was replaced, but for those to secrets: they are gone from the text, and it is
   * said where they were.
   *
   * @param secrets where their values go, see {@link dev.fairlead.core.secret.Disclosure}; whoever
   *     has no place for secrets must refuse them
   */
  public record Resolved(Json payload, List<SecretUse> secrets) implements Resolution {
    public Resolved {
      secrets = List.copyOf(secrets);
    }

    /** A payload without secrets. */
    public Resolved(Json payload) {
      this(payload, List.of());
    }
  }

  /**
   * Some reference could not be replaced; only this operation fails.
   *
   * @param problems at least one; paths are places in the payload; codes {@code bad-reference},
   *     {@code unresolved-reference}, {@code unresolved-pointer}, {@code composite-value}, {@code
   *     too-deep}, {@code too-large}
   */
  public record Unresolvable(List<Problem> problems) implements Resolution {
    public Unresolvable {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Replaces every reference in the payload's strings; keys are never replaced and what is put in
   * is not scanned again. A string that is one reference becomes the value, of whatever type;
   * inside a longer string a scalar becomes text, and an object or array is a problem. A fallback
   * serves when the operation has no output, when it is unknown, and when the pointer leads
   * nowhere.
   *
   * @param tokens what {@code @<token>} stands for, see {@link Token#values}
   */
  public static Resolution resolve(
      Json payload, OperationOutputs outputs, Map<String, Json> tokens) {
    return Resolver.ofAll(outputs, tokens, LaterReferences.NONE)
        .resolve(payload, JsonPointer.WHOLE);
  }

  /**
   * The same for an operation's payload, where what is for the operations that it lists stays as it
   * stands, see {@link OperationSpec}.
   */
  public static Resolution resolve(
      OperationSpec operation, OperationOutputs outputs, Map<String, Json> tokens) {
    var later = LaterReferences.of(operation.type(), operation.payload());
    return Resolver.ofAll(outputs, tokens, later).resolve(operation.payload(), JsonPointer.WHOLE);
  }

  /**
   * Replaces the references to some names, as {@link #resolve} does, and leaves all others as they
   * stand, for whoever resolves what comes out. What is put in may not become a reference then, not
   * even together with the text around it: that is a problem with code {@code
   * reference-in-payload}.
   *
   * @param place where the value is in its document; problems say places in that
   */
  public static Resolution resolveOnly(Json value, JsonPointer place, Map<String, Json> names) {
    return Resolver.ofOnly(names).resolve(value, place);
  }

  /** Whether no string in the value begins a reference, good or bad. */
  public static boolean isFreeOf(Json value) {
    return switch (value) {
      case Json.Obj(Map<String, Json> fields) ->
          fields.values().stream().allMatch(References::isFreeOf);
      case Json.Arr(List<Json> items) -> items.stream().allMatch(References::isFreeOf);
      case Json.Str(String text) -> !Reference.isIn(text);
      case Json.Num _, Json.Bool _, Json.Null _ -> true;
    };
  }

  /** The operations that references name, in order of first mention, spelled as there. */
  public static Set<String> dependencies(Json payload) {
    return dependencies(payload, LaterReferences.NONE);
  }

  static Set<String> dependencies(Json payload, LaterReferences later) {
    var names = new LinkedHashSet<String>();
    visit(
        payload,
        JsonPointer.WHOLE,
        (place, part) -> {
          if (part instanceof Reference reference && !later.has(reference, place)) {
            reference.operation().ifPresent(names::add);
          }
        });
    return names;
  }

  /**
   * The places of a payload where secrets are asked for, and which.
   *
   * @param place where the payload itself stands
   */
  public static Map<JsonPointer, Set<SecretName>> secrets(Json payload, JsonPointer place) {
    var found = new LinkedHashMap<JsonPointer, Set<SecretName>>();
    visit(
        payload,
        place,
        (at, part) -> {
          if (part instanceof Reference reference) {
            reference
                .secret()
                .ifPresent(name -> found.computeIfAbsent(at, _ -> new TreeSet<>()).add(name));
          }
        });
    return found;
  }

  /** Shows every part of every string that has a reference in it, with the string's place. */
  public static void visit(
      Json value, JsonPointer place, BiConsumer<JsonPointer, ReferencePart> visitor) {
    switch (value) {
      case Json.Obj(Map<String, Json> fields) ->
          fields.forEach((name, inner) -> visit(inner, place.child(name), visitor));
      case Json.Arr(List<Json> items) -> {
        for (int i = 0; i < items.size(); i++) {
          visit(items.get(i), place.child(i), visitor);
        }
      }
      case Json.Str(String text) -> {
        if (Reference.isIn(text)) {
          Reference.parse(text).forEach(part -> visitor.accept(place, part));
        }
      }
      case Json.Num _, Json.Bool _, Json.Null _ -> {}
    }
  }
}
