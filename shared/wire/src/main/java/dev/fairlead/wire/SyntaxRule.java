package dev.fairlead.wire;

import java.util.List;
import java.util.Optional;

/**
 * A parser's complaint in our words. The libraries speak of their own tokens and settings, which
 * nobody who wrote a document has heard of.
 *
 * @param marker what the library's message contains
 * @param sentence what we say instead
 */
record SyntaxRule(String marker, String sentence) {
  /** The sentence of the first rule that knows the message. */
  static Optional<String> sentence(List<SyntaxRule> rules, String message) {
    return rules.stream()
        .filter(rule -> message.contains(rule.marker()))
        .findFirst()
        .map(SyntaxRule::sentence);
  }
}
