package dev.fairlead.core.imports;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.secret.SecretName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Credentials of a plan, which an agenda may ask for but not hold: what each is called as a secret
 * of the customer's.
 */
final class ErnestSecrets {
  private static final Pattern TELLTALE =
      Pattern.compile(
          "secret|password|passwd|token|private_?key|access_?key|credential",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> HARMLESS = Set.of("name", "region");
  private static final int MAX_NAME = 64;

  private final Map<List<String>, String> names = new LinkedHashMap<>();
  private final Set<String> taken = new LinkedHashSet<>();

  /** Whether what is under this name is a credential wherever it stands. */
  static boolean isTelltale(String field) {
    return !field.startsWith("_") && TELLTALE.matcher(field).find();
  }

  /** Whether a field says nothing secret even of credentials. */
  static boolean isHarmless(String field) {
    return HARMLESS.contains(field) || field.startsWith("_");
  }

  /**
   * What an agenda has in the place of a credential.
   *
   * @param of where the plan has it, in words that a person can tell it by
   */
  Json reference(List<String> of) {
    return Json.of("@<secret:" + names.computeIfAbsent(List.copyOf(of), this::name) + ">");
  }

  /** The names given, in the order in which they were asked for. */
  List<String> names() {
    return List.copyOf(names.values());
  }

  private String name(List<String> of) {
    var plain = String.join(".", of).replaceAll("[^A-Za-z0-9._-]+", ".");
    var name = last(plain, MAX_NAME);
    for (int i = 2; !taken.add(name); i++) {
      var suffix = "-" + i;
      name = last(plain, MAX_NAME - suffix.length()) + suffix;
    }
    return new SecretName(name).value();
  }

  /** The end of it, which says the most, without what a name can't start with. */
  private static String last(String text, int length) {
    var end = text.substring(Math.max(0, text.length() - length)).replaceAll("^[._-]+", "");
    return end.isEmpty() ? "credential" : end;
  }
}
