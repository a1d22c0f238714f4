package dev.fairlead.core.lease;

import dev.fairlead.core.json.Json;
import java.util.List;

/** What can happen to a lease that moves it from one state to another. */
public sealed interface LeaseChange {
  /** A resource is taken for it, with these slots. */
  record Acquired(ResourceId resource, List<Slot> slots) implements LeaseChange {
    public Acquired {
      slots = List.copyOf(slots);
    }
  }

  /** It may be used; only while its resource is active. What the driver learned is added to it. */
  record Activated(Json.Obj learned) implements LeaseChange {}

  /** Its resource went before it was of use; it looks for another, and its slots are free. */
  record Returned(String why) implements LeaseChange {}

  /** Somebody let go of it, or it ran out. */
  record Released(String why) implements LeaseChange {}

  /** It can't be served, or what it was served with is gone. */
  record Broke(String why) implements LeaseChange {}

  /** What was prepared for it is gone, and its slots are free. */
  record Destroyed() implements LeaseChange {}
}
