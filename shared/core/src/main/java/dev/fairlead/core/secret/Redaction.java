package dev.fairlead.core.secret;

import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps secrets out of what an operation that had them gives, logs and says: each form that {@link
 * SecretForms} knows becomes {@value #MASK}.
 */
public final class Redaction {
  /** What stands where a secret was. */
  public static final String MASK = "***";

  /** For what had no secrets. */
  public static final Redaction NONE = new Redaction(List.of());

  /** Of a form that is cut off by the end of a text, pieces down to so many characters count. */
  private static final int SHORTEST_PIECE = 4;

  private static final String ELLIPSIS = "…";

  /** Longer ones first: a form may be part of another. */
  private final List<String> forms;

  private Redaction(List<String> forms) {
    this.forms = forms;
  }

  public static Redaction of(Collection<SecretValue> values) {
    return new Redaction(
        values.stream()
            .flatMap(value -> SecretForms.of(value).stream())
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** The text without the secrets. Cost: linear in the text for each form. */
  public String text(String text) {
    String clean = text;
    for (String form : forms) {
      clean = clean.replace(form, MASK);
    }
    return clean;
  }

  /** The same for a text of which something may be cut off at either end, as of a log's tail. */
  public String cutText(String text) {
    String clean = text(text);
    String ending = clean.endsWith(ELLIPSIS) ? ELLIPSIS : "";
    String body = clean.substring(0, clean.length() - ending.length());
    for (String form : forms) {
      body = withoutEndOf(form, body);
      body = withoutStartOf(form, body);
    }
    return body + ending;
  }

  /** The value without the secrets, in names of fields too; a number that holds one is a text. */
  public Json json(Json value) {
    if (forms.isEmpty()) {
      return value;
    }
    return switch (value) {
      case Json.Obj(Map<String, Json> fields) -> {
        var clean = new LinkedHashMap<String, Json>();
        fields.forEach((name, inner) -> clean.put(text(name), json(inner)));
        yield new Json.Obj(clean);
      }
      case Json.Arr(List<Json> items) -> {
        var clean = new ArrayList<Json>(items.size());
        items.forEach(item -> clean.add(json(item)));
        yield Json.array(clean);
      }
      case Json.Str(String text) -> Json.of(text(text));
      case Json.Num number -> {
        String digits = number.value().toPlainString();
        String clean = text(digits);
        yield clean.equals(digits) ? number : Json.of(clean);
      }
      case Json.Bool _, Json.Null _ -> value;
    };
  }

  /** A text that begins in the middle of a form begins with the end of it. */
  private static String withoutEndOf(String form, String text) {
    for (int cut = 1; form.length() - cut >= SHORTEST_PIECE; cut++) {
      if (text.startsWith(form.substring(cut))) {
        return MASK + text.substring(form.length() - cut);
      }
    }
    return text;
  }

  private static String withoutStartOf(String form, String text) {
    for (int length = form.length() - 1; length >= SHORTEST_PIECE; length--) {
      if (text.endsWith(form.substring(0, length))) {
        return text.substring(0, text.length() - length) + MASK;
      }
    }
    return text;
  }
}
