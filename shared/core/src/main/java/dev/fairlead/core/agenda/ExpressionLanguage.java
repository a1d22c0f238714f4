package dev.fairlead.core.agenda;

import dev.fairlead.core.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * The language of the expressions that make one value of others. There is at most one on the class
 * path, loaded when it is first asked for, as that of {@link ConditionLanguage}.
 */
public interface ExpressionLanguage {
  /** What an expression comes to. */
  sealed interface Outcome {}

  /** A value, whose types JSON has. */
  record Given(Json value) implements Outcome {}

  /**
   * None.
   *
   * @param why a sentence
   */
  record Undefined(String why) implements Outcome {}

  /**
   * Why this is no expression; empty if it is one.
   *
   * @param names of the values that it may speak of
   */
  Optional<String> problem(String expression, Set<String> names);

  /**
   * Evaluates. Bounded in turns, in what is made on the way, and in what comes out; no input or
   * output, no state.
   *
   * @param values by name
   */
  Outcome evaluate(String expression, Map<String, Json> values);

  /** The language, if this program has one: what only shows agendas needs none. */
  static Optional<ExpressionLanguage> installed() {
    return Holder.INSTALLED;
  }

  /** Loads the language once, when it is first asked for. */
  final class Holder {
    private static final Optional<ExpressionLanguage> INSTALLED =
        ServiceLoader.load(ExpressionLanguage.class).findFirst();

    private Holder() {}
  }
}
