package dev.fairlead.core.agenda;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.secret.SecretName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A reference {@code @<name[::pointer][?fallback]>} inside a string of a payload.
 *
 * <p>{@code @<secret:name>} stands for a secret of the customer's.
 *
 * <p>The name goes up to the first {@code ::}, {@code ?} or {@code >}; the pointer up to the first
 * {@code ?} or {@code >}; a slash is added in front if missing, and {@code /} alone is the whole
 * value. The fallback is {@code ?} alone for null, {@code ?text} for a string, {@code ?=json} for
 * any value. A text fallback ends at the first {@code >}, except when nothing but this reference is
 * in the string: then it ends at the last.
 *
 * @param text as it stands in the string, from {@code @<} to {@code >}
 * @param name {@code op.out}, a token such as {@code pop.agendaId}, or a template's parameter
 * @param fallback what to put when the name or the place in its value does not exist
 */
public record Reference(String text, String name, JsonPointer pointer, Optional<Json> fallback)
    implements ReferencePart {
  private static final String OPEN = "@<";
  private static final String OUTPUT = ".out";
  private static final String SECRET = "secret:";
  private static final String INSIDE = "another one begins inside it";

  /** The operation whose output is meant, spelled as here; empty for tokens and secrets. */
  public Optional<String> operation() {
    return name.endsWith(OUTPUT) && name.length() > OUTPUT.length() && !isSecret()
        ? Optional.of(name.substring(0, name.length() - OUTPUT.length()))
        : Optional.empty();
  }

  /** Whether a secret is meant, by a good name or a bad one. */
  boolean isSecret() {
    return name.startsWith(SECRET);
  }

  /** The secret that is meant; it has neither pointer nor fallback. */
  Optional<SecretName> secret() {
    return isSecret() && pointer.equals(JsonPointer.WHOLE) && fallback.isEmpty()
        ? SecretName.of(name.substring(SECRET.length()))
        : Optional.empty();
  }

  /** Whether a string has any reference, good or bad, in it. */
  static boolean isIn(String string) {
    return string.contains(OPEN);
  }

  /**
   * Cuts a string into plain text and references, in order. After a bad reference nothing more is
   * read: it is the last part. Cost: linear.
   */
  public static List<ReferencePart> parse(String string) {
    var parts = new ArrayList<ReferencePart>();
    int at = 0;
    for (int open = string.indexOf(OPEN); open >= 0; open = string.indexOf(OPEN, at)) {
      if (open > at) {
        parts.add(new ReferencePart.Text(string.substring(at, open)));
      }
      var part = at(string, open);
      parts.add(part);
      if (!(part instanceof Reference reference)) {
        return parts;
      }
      at = open + reference.text().length();
    }
    if (at < string.length()) {
      parts.add(new ReferencePart.Text(string.substring(at)));
    }
    return parts;
  }

  private static ReferencePart at(String string, int open) {
    int close = string.indexOf('>', open);
    if (close < 0) {
      return bad(string, open, string.length(), "it has no closing >");
    }
    // Looking no further than the end keeps many references in one string linear.
    int question = string.indexOf('?', open, close);
    int headEnd = question < 0 ? close : question;
    var head = string.substring(open + OPEN.length(), headEnd);
    int colons = head.indexOf("::");
    var name = colons < 0 ? head : head.substring(0, colons);
    if (name.isBlank()) {
      return bad(string, open, close + 1, "it names nothing");
    }
    if (head.contains(OPEN)) {
      return bad(string, open, close + 1, INSIDE);
    }
    var pointer = pointer(colons < 0 ? "" : head.substring(colons + 2));
    if (pointer.isEmpty()) {
      return bad(string, open, close + 1, "a ~ in its pointer is not followed by 0 or 1");
    }
    if (headEnd == close) {
      return reference(string, open, close, name, pointer.get(), Optional.empty());
    }
    if (string.startsWith("=", question + 1)) {
      var typed = JsonLiteral.read(string, question + 2);
      return typed.isPresent() && string.startsWith(">", typed.get().end())
          ? reference(
              string,
              open,
              typed.get().end(),
              name,
              pointer.get(),
              Optional.of(typed.get().value()))
          : bad(string, open, close + 1, "what follows ?= is not a JSON value");
    }
    int end = isAlone(string, open) ? string.length() - 1 : close;
    var text = string.substring(question + 1, end);
    if (text.contains(OPEN)) {
      return bad(string, open, end + 1, INSIDE);
    }
    Json fallback = text.isEmpty() ? Json.NULL : Json.of(text);
    return reference(string, open, end, name, pointer.get(), Optional.of(fallback));
  }

  private static boolean isAlone(String string, int open) {
    return open == 0 && string.endsWith(">") && string.indexOf(OPEN, 1) < 0;
  }

  private static Optional<JsonPointer> pointer(String text) {
    if (text.isEmpty() || text.equals("/")) {
      return Optional.of(JsonPointer.WHOLE);
    }
    return JsonPointer.parse(text.startsWith("/") ? text : "/" + text);
  }

  private static Reference reference(
      String string,
      int open,
      int close,
      String name,
      JsonPointer pointer,
      Optional<Json> fallback) {
    return new Reference(string.substring(open, close + 1), name, pointer, fallback);
  }

  private static ReferencePart bad(String string, int open, int end, String why) {
    return new ReferencePart.Bad(string.substring(open, end), why);
  }
}
