package dev.fairlead.core.lease;

import java.util.ArrayList;
import java.util.List;

/** What is done next for a lease that is pending. */
public sealed interface Decision {
  /** It takes room on an active resource. */
  record Acquire(Resource resource, LeaseDraft draft) implements Decision {}

  /**
   * A resource is built for it.
   *
   * @param limitSlot which of the blueprint's places it takes; -1 where there is no limit
   */
  record Build(Blueprint blueprint, ResourceId id, ResourceDraft draft, int limitSlot)
      implements Decision {
    /** All that the resource takes: what its driver names, and its place. */
    public List<Slot> slots() {
      var all = new ArrayList<>(draft.slots());
      if (limitSlot >= 0) {
        all.add(LimitSlot.of(blueprint, limitSlot));
      }
      return all;
    }
  }

  /** An idle resource goes, so that there is room to build what it needs. */
  record Recall(Resource idle) implements Decision {}

  /** It waits. */
  record Wait(Lease.Why why) implements Decision {}

  /** Nothing could ever serve it. */
  record Break(String why) implements Decision {}
}
