package dev.fairlead.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.SecretValue;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values that a secret had, the one that was replaced last first, each once. */
record PastSecrets(List<Past> all) {
  static final PastSecrets NONE = new PastSecrets(List.of());

  /** One of them. */
  record Past(SecretValue value, Instant replacedAt) {}

  PastSecrets {
    all = List.copyOf(all);
  }

  /** With one more; those that were replaced long ago are dropped. */
  PastSecrets with(SecretValue value, Instant replacedAt) {
    var known = new HashSet<SecretValue>();
    return new PastSecrets(
        Stream.concat(Stream.of(new Past(value, replacedAt)), all.stream())
            .filter(past -> known.add(past.value()))
            .limit(1L + SecretStore.REPLACED_KEPT)
            .toList());
  }

  /** Those that were not replaced before some time, behind the value that it has now. */
  List<SecretValue> since(Instant since, SecretValue now) {
    return Stream.concat(
            Stream.of(now),
            all.stream().filter(past -> !past.replacedAt().isBefore(since)).map(Past::value))
        .distinct()
        .toList();
  }

  /** A line for each: the value, and when it was replaced. */
  String text() {
    return all.stream()
        .map(past ->
            Base64.getEncoder().encodeToString(past.value().text().getBytes(UTF_8))
                + " "
                + past.replacedAt())
        .collect(Collectors.joining("\n"));
  }

  /** What {@link #text} was made of. A line without a time was replaced nobody knows when. */
  static PastSecrets read(String text) {
    return new PastSecrets(
        text.lines()
            .map(line -> line.split(" ", 2))
            .map(parts ->
                new Past(
                    new SecretValue(new String(Base64.getDecoder().decode(parts[0]), UTF_8)),
                    parts.length == 1 ? Instant.MAX : Instant.parse(parts[1])))
            .toList());
  }
}
