package dev.fairlead.store;

import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.ResourceId;

/** A lease or a resource: whose partition something lies in, and what a wake-up names. */
public sealed interface Target {
  /** A lease. */
  record OfLease(LeaseId id) implements Target {
    @Override
    public String text() {
      return "lease/" + id;
    }
  }

  /** A resource. */
  record OfResource(ResourceId id) implements Target {
    @Override
    public String text() {
      return "resource/" + id;
    }
  }

  /** Its partition. */
  String text();

  /** Reads {@link #text}. */
  static Target parse(String text) {
    int slash = text.indexOf('/');
    return text.startsWith("lease/")
        ? new OfLease(new LeaseId(text.substring(slash + 1)))
        : new OfResource(new ResourceId(text.substring(slash + 1)));
  }

  static Target of(LeaseId id) {
    return new OfLease(id);
  }

  static Target of(ResourceId id) {
    return new OfResource(id);
  }
}
