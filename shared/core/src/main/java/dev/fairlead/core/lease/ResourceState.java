package dev.fairlead.core.lease;

/** Where a resource is between planned and gone. */
public enum ResourceState {
  /** Its row is there; what it stands for is found or built. */
  PENDING,
  /** It can be leased. */
  ACTIVE,
  /** Nobody wants it any more; what it stands for is taken away. */
  RELEASED,
  /** It could not be built, or has died; what is left of it is taken away. */
  BROKEN,
  /** Nothing is left of it but its row. */
  DESTROYED;

  /** Whether it is, or will be, of use to anybody. */
  public boolean isLive() {
    return this == PENDING || this == ACTIVE;
  }
}
