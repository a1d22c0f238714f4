package dev.fairlead.core.lease;

/** Which of several resources is taken, and whether another is built first. */
public enum Strategy {
  /** The one with most room; another is built before two leases share one. */
  SPREAD,
  /** The one with least room that is enough; another is built when none has any. */
  PACK,
  /** The resource that the request names, or none. */
  DIRECT
}
