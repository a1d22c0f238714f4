package dev.fairlead.core.agenda;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An operation's {@code when}: an expression that decides just before its start whether it has
 * anything to do. An operation is spoken of as {@code name.out} (what it gave) and {@code
 * name.outcome}, or, if its name is no identifier, as {@code ops["name"].out}.
 *
 * @param text the expression, in the language of {@link ConditionLanguage}
 * @param names the operations it speaks of, spelled as there; a name that is none stays in it
 */
public record Condition(String text, Set<String> names) {
  private static final Pattern QUOTED =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'");
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?<![.A-Za-z0-9_])([A-Za-z_][A-Za-z0-9_]*)\\.(?:out|outcome)(?![A-Za-z0-9_])");
  private static final Pattern INDEXED =
      Pattern.compile("(?<![.A-Za-z0-9_])ops\\[(\"(?:[^\"\\\\])*\"|'(?:[^'\\\\])*')]");

  public Condition {
    names = Set.copyOf(names);
  }

  /** Finds out which operations an expression speaks of; says nothing about whether it is one. */
  public static Condition of(String text) {
    var names = new LinkedHashSet<String>();
    var indexed = INDEXED.matcher(text);
    while (indexed.find()) {
      var quoted = indexed.group(1);
      names.add(quoted.substring(1, quoted.length() - 1));
    }
    // What is in quotes is text, whatever it looks like.
    var plain = PLAIN.matcher(QUOTED.matcher(text).replaceAll("\"\""));
    while (plain.find()) {
      names.add(plain.group(1));
    }
    return new Condition(text, names);
  }
}
