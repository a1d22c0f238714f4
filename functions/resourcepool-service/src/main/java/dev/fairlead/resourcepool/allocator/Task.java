package dev.fairlead.resourcepool.allocator;

import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.store.LeaseWakeUps;
import dev.fairlead.store.Target;
import java.time.Duration;

/** Something to look at. */
sealed interface Task {
  /** A lease or a resource. */
  record Look(Target at) implements Task {}

  /** Who waits for a type of resource. */
  record Serve(String type) implements Task {}

  /** A lease or a resource again after so long: its row is due by then, so this is a hint. */
  record Later(Target at, Duration in) implements Task {}

  /**
   * The work of an attempt that holds a lease.
   *
   * @param again whether it is to be told of though it was; not kept in a message
   */
  record Work(LeaseId lease, boolean again) implements Task {}

  /** As a message of the queue that wakes the allocator. */
  default String message() {
    return switch (this) {
      case Look(Target at) -> at.text();
      case Later(Target at, Duration _) -> at.text();
      case Work(LeaseId lease, boolean _) -> WORK + lease;
      case Serve(String type) -> LeaseWakeUps.ofType(type);
    };
  }

  String WORK = "work/";
  String TYPE = LeaseWakeUps.ofType("");

  static Task parse(String message) {
    if (message.startsWith(WORK)) {
      return new Work(new LeaseId(message.substring(WORK.length())), false);
    }
    return message.startsWith(TYPE)
        ? new Serve(message.substring(TYPE.length()))
        : new Look(Target.parse(message));
  }
}
