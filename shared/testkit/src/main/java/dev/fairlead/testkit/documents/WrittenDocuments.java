package dev.fairlead.testkit.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Bad documents as people write them: a file each, beside this class in the resources. */
final class WrittenDocuments {
  private WrittenDocuments() {}

  static List<BadDocument> all() {
    return List.of(
        file(
            "amounts.yaml",
            "1:1 /reserve wrong-type",
            "5:17 /operations/0/requests/cpu wrong-type",
            "5:30 /operations/0/requests/memory wrong-type",
            "5:43 /operations/0/requests/Disk unknown-field",
            "5:52 /operations/0/requests/operations out-of-range"),
        file("broken.json", "2:16 /operations/0/name malformed"),
        file("broken.yaml", "3:4 /operations/0 malformed"),
        file("cyclic-alias.yaml", "4:14 /operations/0/payload unknown-alias"),
        file("duplicate-keys.json", "3:2 /title duplicate-field"),
        file("duplicate-keys.yaml", "4:5 /operations/0/name duplicate-field"),
        file(
            "duplicate-names.yaml",
            "4:5 /operations/1/name duplicate-name",
            "7:5 /operations/2/name duplicate-name"),
        file(
            "conditions.yaml",
            "4:5 /operations/0/when self-dependency",
            "7:5 /operations/1/when wrong-type",
            "10:5 /operations/2/when unknown-reference -> a"),
        file(
            "failure-policy.yaml",
            "1:1 /onFailure unknown-value -> drain",
            "2:1 /operations no-operations"),
        file(
            "for-each.yaml",
            "5:5 /operations/0/forEach/items missing-field",
            "5:16 /operations/0/forEach/maxConcurrency out-of-range",
            "8:16 /operations/1/forEach/items wrong-type",
            "10:7 /operations/2/name duplicate-name"),
        file("huge-exponent.json", "1:14 /priority number-too-long"),
        file("lone-surrogate.json", "2:11 /title unpaired-surrogate"),
        file("lone-surrogate.yaml", "2:8 /title unpaired-surrogate"),
        file("merge-key.yaml", "3:5 /operations/0 key-not-text"),
        file(
            "missing-fields.yaml",
            "2:5 /operations/0/name missing-field",
            "2:5 /operations/0/type missing-field",
            "3:5 /operations/1/name missing-field",
            "4:5 /operations/1/type missing-field"),
        file("mixed-cycle.yaml", "5:5 /operations/1 cycle"),
        file(
            "names.json",
            "3:22 /operations/0/name bad-name",
            "4:22 /operations/1/name bad-name",
            "5:22 /operations/2/name bad-name",
            "6:22 /operations/3/name bad-name"),
        file("no-operations.yaml", "1:1 /operations missing-field"),
        file("not-a-number.yaml", "1:12 /timeScale not-json"),
        file("not-supported-yet.yaml", "4:26 /retry/on not-supported-yet"),
        file(
            "policies.yaml",
            "1:1 /onFailure unknown-value -> cancel",
            "2:1 /timeout wrong-type",
            "6:17 /operations/0/timeouts/running wrong-type",
            "6:32 /operations/0/timeouts/queued out-of-range",
            "6:44 /operations/0/timeouts/runing unknown-field -> running",
            "8:7 /operations/0/retry/backoff out-of-range",
            "9:7 /operations/0/retry/factor out-of-range",
            "10:7 /operations/0/retry/jitter unknown-value -> full",
            "11:12 /operations/0/retry/on/0 wrong-type",
            "12:5 /operations/1 waits-for-finally"),
        file("number-key.yaml", "4:16 /operations/0/payload key-not-text"),
        file(
            "out-of-range.json",
            "2:3 /priority out-of-range",
            "3:3 /timeScale out-of-range",
            "4:14 /params/maximumAttempts out-of-range",
            "5:57 /operations/0/retry/maxAttempts out-of-range"),
        file(
            "references.yaml",
            "7:7 /operations/1/payload/unknown unknown-reference -> probe",
            "8:7 /operations/1/payload/no output unknown-reference -> probe.out",
            "9:7 /operations/1/payload/odd output unknown-reference -> probe.out",
            "10:7 /operations/1/payload/token unknown-reference -> pop.agendaId",
            "11:7 /operations/1/payload/open bad-reference",
            "12:7 /operations/1/payload/pointer bad-reference",
            "13:15 /operations/1/payload/typed/0 bad-reference",
            "14:7 /operations/1/payload/nested bad-reference",
            "15:7 /operations/1/payload/empty bad-reference",
            "16:7 /operations/1/payload/secret bad-reference"),
        file(
            "secrets.yaml",
            "4:16 /operations/0/payload/text not-supported-yet",
            "7:53 /operations/1/payload/list/0 bad-reference",
            "7:74 /operations/1/payload/list/1 bad-reference",
            "7:88 /operations/1/payload/list/2 bad-reference"),
        file("tab.yaml", "2:1 /operations malformed"),
        file("tag.yaml", "4:14 /operations/0/payload unsupported-tag"),
        file("text.yaml", "1:1 (document) wrong-type"),
        file("top-level-list.json", "1:1 (document) wrong-type"),
        file("two-documents.yaml", "2:1 (document) malformed"),
        file("unclosed.json", "1:46 /operations/0/type malformed"),
        file(
            "unknown-dependencies.yaml",
            "7:9 /operations/1/dependsOn/0 unknown-dependency -> encode",
            "8:9 /operations/1/dependsOn/1 unknown-dependency",
            "10:7 /operations/1/params/dependsOn unknown-dependency -> publish"),
        file(
            "unknown-fields.yaml",
            "1:1 /titel unknown-field -> title",
            "2:1 /operatoins unknown-field -> operations",
            "6:5 /operations/0/depends_on unknown-field -> dependsOn",
            "7:14 /operations/0/retry/maxAttempt unknown-field -> maxAttempts",
            "8:5 /operations/0/colour unknown-field"),
        file(
            "unknown-types.yaml",
            "2:16 /operations/0/type unknown-type -> log",
            "3:16 /operations/1/type unknown-type -> shell",
            "4:16 /operations/2/type unknown-type"),
        file("unquoted-reference.yaml", "7:16 /operations/1/payload/message malformed"),
        file(
            "waits-for-itself.yaml",
            "4:17 /operations/0/dependsOn/0 self-dependency",
            "5:16 /operations/0/payload/message self-dependency"),
        file(
            "wrong-types.yaml",
            "1:1 /title wrong-type",
            "2:1 /customerId wrong-type",
            "3:1 /priority wrong-type",
            "4:1 /timeScale wrong-type",
            "5:1 /onFailure wrong-type",
            "6:1 /params wrong-type",
            "8:5 /operations/0/name wrong-type",
            "9:5 /operations/0/type wrong-type",
            "10:5 /operations/0/dependsOn wrong-type",
            "11:5 /operations/0/retry wrong-type",
            "12:5 /operations/1 wrong-type",
            "15:17 /operations/2/dependsOn/0 wrong-type",
            "15:20 /operations/2/dependsOn/1 wrong-type",
            "16:15 /operations/2/params/dependsOn wrong-type",
            "16:31 /operations/2/params/maximumAttempts wrong-type"),
        file("yaml-inside.json", "1:1 (document) malformed"));
  }

  private static BadDocument file(String name, String... problems) {
    try (var in = WrittenDocuments.class.getResourceAsStream(name)) {
      return new BadDocument(
          name, Objects.requireNonNull(in, name).readAllBytes(), List.of(problems));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
