package dev.fairlead.core.agenda;

import dev.fairlead.core.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The language of {@code when}. There is at most one on the class path, and it is loaded when the
 * first document asks for it: most never do, and it is larger than all the rest.
 */
public interface ConditionLanguage {
  /** What an operation is to an expression. */
  record Subject(Optional<Json> out, Optional<String> outcome) {}

  /** What an expression comes to. */
  sealed interface Verdict {}

  /** The operation has something to do, or has not. */
  record Decided(boolean holds) implements Verdict {}

  /**
   * It can't be told.
   *
   * @param why a sentence
   */
  record Undecidable(String why) implements Verdict {}

  /** Why this is no expression that can be true or false; empty if it is one. */
  Optional<String> problem(Condition condition);

  /**
   * Decides. Costs are bounded: an expression has no loops but over what it is given.
   *
   * @param subjects by the names that the condition has
   */
  Verdict decide(Condition condition, Map<String, Subject> subjects);

  /** The language, if this program has one: what only shows agendas needs none. */
  static Optional<ConditionLanguage> installed() {
    return Holder.INSTALLED;
  }

  /** Loads the language once, when it is first asked for. */
  final class Holder {
    private static final Optional<ConditionLanguage> INSTALLED =
        ServiceLoader.load(ConditionLanguage.class).findFirst();

    private Holder() {}
  }
}
