package dev.fairlead.testkit.documents;

import java.util.List;

/**
 * A document that must be refused.
 *
 * @param name what its file is called; the ending says whether it is JSON or YAML
 * @param content not copied: nobody changes it
 * @param problems every one, from its top to its bottom, as {@code line:column path code}, with
 *     {@code -> suggestion} behind it where there is one
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BadDocument(String name, byte[] content, List<String> problems) {
  public BadDocument {
    problems = List.copyOf(problems);
  }

  /** What it is, for HTTP. */
  public String mediaType() {
    return name.endsWith(".json") ? "application/json" : "application/yaml";
  }

  /** Whether it can't even be read: nothing but its first problem is known then. */
  public boolean isMalformed() {
    return problems.size() == 1 && BadDocuments.ENDS_READING.contains(code());
  }

  private String code() {
    return problems.getFirst().split(" -> ", -1)[0].replaceFirst("^.* ", "");
  }

  @Override
  public String toString() {
    return name;
  }
}
