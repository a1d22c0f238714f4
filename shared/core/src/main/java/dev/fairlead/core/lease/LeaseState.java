package dev.fairlead.core.lease;

/** Where a lease is between asked for and gone. */
public enum LeaseState {
  /** It has nothing yet; the allocator looks for something. */
  PENDING,
  /** A resource is taken for it, which may still be built; what it needs there is prepared. */
  ACQUIRED,
  /** It may be used. */
  ACTIVE,
  /** Its holder is done with it, or it ran out; what was prepared is taken away. */
  RELEASED,
  /** It can't be served, or no longer; what was prepared is taken away. */
  BROKEN,
  /** Nothing is left of it but its row. */
  DESTROYED;

  /** Whether it can still come to be used. */
  public boolean isLive() {
    return this == PENDING || this == ACQUIRED || this == ACTIVE;
  }

  /** Whether it takes room on a resource: its slots are freed when it is destroyed, not before. */
  public boolean isOnResource() {
    return this != PENDING && this != DESTROYED;
  }
}
