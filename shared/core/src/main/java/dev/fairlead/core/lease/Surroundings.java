package dev.fairlead.core.lease;

import java.time.Instant;
import java.util.Optional;

/** What a driver, which has no state of its own, finds around it while it takes one step. */
public interface Surroundings {
  /** What time it is. */
  Instant now();

  /** The blueprint as it is now; none if it was deleted meanwhile. */
  Optional<Blueprint> blueprint();

  /** A secret of the blueprint's owner, by its name; in no log and no attribute. */
  Optional<String> secret(String name);

  /**
   * A lease that the resource holds on another one, by what its draft called it; none once that is
   * gone.
   */
  Optional<Child> child(String name);

  /** A lease that a resource holds, and what that is on. */
  interface Child {
    Lease lease();

    /** None while it waits. */
    Optional<Resource> resource();

    /** An interface of what it is on, while the lease is active. */
    <T> Optional<T> open(Class<T> type);
  }
}
