package dev.fairlead.core.run;

import dev.fairlead.core.json.Json;

/** What an operation produced: at hand, or in the blob store. */
public sealed interface Output {
  /** Results up to this many bytes of JSON text live in the journal. */
  int INLINE_BYTES = 8 * 1024;

  /** Small enough to be carried along. */
  record Inline(Json value) implements Output {}

  /**
   * What became of the elements of a list; their own outputs are theirs.
   *
   * @param skipped those that were not done, or not to their end
   */
  record Collected(int total, int succeeded, int failed, int skipped) implements Output {}

  /** In the blob store of the agenda's customer, by the SHA-256 of its JSON text. */
  record Spilled(String sha256, long bytes) implements Output {}
}
