package dev.fairlead.store;

import java.time.Instant;

/**
 * A control message to a lease or a resource: authored, kept until it is carried out, in order, and
 * carried out once.
 *
 * @param id sorts by when it was given
 * @param author whose credential that was
 * @param reason what was said
 */
public record LeaseSignal(
    Target target, String id, Kind kind, String author, String reason, Instant at) {

  /** What shall happen. */
  public enum Kind {
    /** A lease, or a resource with all that is on it, goes. */
    RELEASE,
    /** A resource goes if nothing is on it. */
    RECALL,
    /** Nothing new comes onto a resource. */
    CORDON,
    /** New leases may come onto a resource again. */
    UNCORDON
  }
}
