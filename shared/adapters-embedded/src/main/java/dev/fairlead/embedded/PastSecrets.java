package dev.fairlead.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.SecretValue;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values that a secret had, the last one first, each once. */
final class PastSecrets {
  private PastSecrets() {}

  /** With one more before them; those that were replaced long ago are dropped. */
  static List<SecretValue> first(SecretValue value, List<SecretValue> others) {
    return Stream.concat(Stream.of(value), others.stream())
        .distinct()
        .limit(1L + SecretStore.REPLACED_KEPT)
        .toList();
  }

  /** A line for each. */
  static String text(List<SecretValue> values) {
    return values.stream()
        .map(value -> Base64.getEncoder().encodeToString(value.text().getBytes(UTF_8)))
        .collect(Collectors.joining("\n"));
  }

  /** What {@link #text} was made of. */
  static List<SecretValue> read(String text) {
    return text.lines()
        .map(line -> new SecretValue(new String(Base64.getDecoder().decode(line), UTF_8)))
        .toList();
  }
}
