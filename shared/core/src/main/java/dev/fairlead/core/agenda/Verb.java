package dev.fairlead.core.agenda;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an operation does with a component. */
public enum Verb {
  /** Makes it. */
  CREATE,
  /** Changes it. */
  UPDATE,
  /** Takes it away. */
  DELETE,
  /** Looks at it. */
  GET,
  /** Looks for components that are there. */
  FIND,
  /** Something else. */
  RUN;

  /** As documents and subjects have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The verb of that word. */
  public static Optional<Verb> of(String word) {
    return Arrays.stream(values()).filter(verb -> verb.word().equals(word)).findFirst();
  }

  /** All words. */
  static List<String> words() {
    return Arrays.stream(values()).map(Verb::word).toList();
  }
}
