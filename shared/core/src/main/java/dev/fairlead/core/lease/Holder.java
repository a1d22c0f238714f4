package dev.fairlead.core.lease;

import dev.fairlead.core.id.OperationKey;

/** Who holds a lease, and lets go of it. */
public sealed interface Holder {
  /**
   * An attempt of an operation, while it runs.
   *
   * @param attempt 1 and up: a later one holds a lease of its own
   */
  record OfOperation(OperationKey operation, int attempt) implements Holder {}

  /**
   * A resource that is made of others: a working copy holds a lease on its host.
   *
   * @param blueprint whose blueprint that is, on whose authority it asks
   */
  record OfResource(ResourceId resource, String blueprint) implements Holder {}

  /** A lease that needs another one beside it, and ends with it. */
  record OfLease(LeaseId lease) implements Holder {}

  /** Whoever asked by hand: the name of a credential. */
  record OfPerson(String name) implements Holder {}
}
