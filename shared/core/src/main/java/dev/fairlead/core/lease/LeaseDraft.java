package dev.fairlead.core.lease;

import java.util.List;

/**
 * What a lease takes of a resource beside its requirements.
 *
 * @param slots names that no other lease may have taken
 */
public record LeaseDraft(List<Slot> slots) {
  /** Nothing more. */
  public static final LeaseDraft PLAIN = new LeaseDraft(List.of());

  public LeaseDraft {
    slots = List.copyOf(slots);
  }
}
