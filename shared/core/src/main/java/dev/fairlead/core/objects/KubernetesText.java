package dev.fairlead.core.objects;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The texts that Kubernetes takes in a pod's specification, each by the rule that its API server
 * holds it to, so that what is accepted here is seldom refused there.
 */
enum KubernetesText {
  /** A DNS label (RFC 1123), such as a namespace. */
  LABEL(
      "1 to 63 small letters, digits and dashes, a letter or digit at both ends",
      63,
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?"),
  /** A DNS subdomain, such as the name of a config map, a claim or a service account. */
  SUBDOMAIN(
      "1 to 253 small letters, digits, dashes and dots, a letter or digit at both ends of each"
          + " part",
      253,
      Patterns.SUBDOMAIN),
  /** What a label or an annotation is called, and the key of a taint. */
  KEY(
      "1 to 63 letters, digits, dashes, underscores and dots, a letter or digit at both ends, and"
          + " before that perhaps a domain and a slash",
      317,
      "(?:(?=.{1,253}/)" + Patterns.SUBDOMAIN + "/)?" + Patterns.WORD),
  /** What a label says; it may say nothing. */
  VALUE(
      "at most 63 letters, digits, dashes, underscores and dots, a letter or digit at both ends",
      63,
      "(?:" + Patterns.WORD + ")?"),
  /** What a variable of the environment is called. */
  VARIABLE(
      "letters, digits, dashes, underscores and dots, no digit first, nor two dots",
      253,
      "(?!\\.\\.|\\.$)[-._a-zA-Z][-._a-zA-Z0-9]*"),
  /** A key of a config map or a secret. */
  ENTRY(
      "1 to 253 letters, digits, dashes, underscores and dots, and neither . nor .. first",
      253,
      "(?!\\.\\.|\\.$)[-._a-zA-Z0-9]+"),
  /** Where something is mounted. */
  ABSOLUTE_PATH(
      "an absolute path without colons and without .. as one of its parts",
      1024,
      "(?!.*/\\.\\.(?:/|$))/[^:\\x00]*"),
  /** A file in what is mounted. */
  RELATIVE_PATH(
      "a relative path without colons and without .. as one of its parts",
      1024,
      "(?!/)(?!(?:.*/)?\\.\\.(?:/|$))[^:\\x00]+"),
  /** A host by name or address. */
  HOST("the name or the address of a host", 253, "[A-Za-z0-9](?:[-A-Za-z0-9.:]*[A-Za-z0-9])?"),
  /** What containers are made from. */
  IMAGE(
      "an image, such as registry.example.org/tools/encode:1.4",
      512,
      "(?:[A-Za-z0-9](?:[-A-Za-z0-9.]*[A-Za-z0-9])?(?::[0-9]{1,5})?/)?"
          + Patterns.REPOSITORY
          + "(?:/"
          + Patterns.REPOSITORY
          + ")*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?"
          + "(?:@[A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,128})?"),
  /** What a program is given; it may be empty. */
  ARGUMENT("a text without the character 0", 16_384, "[^\\x00]*");

  private final String words;
  private final int maxLength;
  private final Predicate<String> rule;

  KubernetesText(String words, int maxLength, String pattern) {
    this.words = words;
    this.maxLength = maxLength;
    this.rule = Pattern.compile(pattern, Pattern.DOTALL).asMatchPredicate();
  }

  /** Enum constants can't use constants of their own class. */
  private static final class Patterns {
    static final String SUBDOMAIN =
        "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*+";
    static final String WORD = "[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
    static final String REPOSITORY = "[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*";
  }

  /** Whether Kubernetes takes the text for what this is. */
  boolean accepts(String text) {
    return text.length() <= maxLength && rule.test(text);
  }

  /** What such a text is, to follow "is". */
  String words() {
    return words;
  }
}
