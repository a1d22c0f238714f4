package dev.fairlead.testkit.documents;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Everything a document can be refused for, whoever refuses it. */
public final class BadDocuments {
  /** Codes of problems behind which nothing more can be read. */
  static final Set<String> ENDS_READING =
      Set.of(
          "not-utf-8",
          "malformed",
          "duplicate-field",
          "key-not-text",
          "unsupported-tag",
          "unknown-alias",
          "not-json",
          "number-too-long",
          "unpaired-surrogate",
          "too-deep",
          "too-many-values");

  private BadDocuments() {}

  /** All of them. The largest has about a megabyte. */
  public static List<BadDocument> all() {
    return Stream.concat(WrittenDocuments.all().stream(), MadeDocuments.all().stream()).toList();
  }
}
