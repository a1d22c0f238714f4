package dev.fairlead.store;

import java.time.Instant;

/**
 * What happened to a lease or a resource.
 *
 * @param type a word for programs, such as {@code acquired} or {@code waiting-for-resources}
 * @param author who did it: a credential's name, or {@code allocator}
 * @param sentence for people
 */
public record LeaseLine(Instant at, String type, String author, String sentence) {
  /** Who does what nobody asked for by name. */
  public static final String ALLOCATOR = "allocator";

  /** Something that the allocator did. */
  public static LeaseLine of(Instant at, String type, String sentence) {
    return new LeaseLine(at, type, ALLOCATOR, sentence);
  }
}
