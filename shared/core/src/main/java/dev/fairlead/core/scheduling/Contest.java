package dev.fairlead.core.scheduling;

/**
 * Who goes next, again and again, until there is no room or nobody left.
 *
 * <p>Promises whatever the algorithm: at most {@code room} picks, each agenda once; after each of
 * them the customer is within its ceiling and the insight within its limits; the picks are the
 * first of the order that the whole store would give, as long as every account says truly whether
 * it has more; the same decision whatever the order of the snapshot.
 *
 * <p>Cost: O(n log n) for n candidates, O(log n) a pick.
 */
public final class Contest {
  private Contest() {}

  /** Decides on a snapshot. Changes nothing. */
  public static Decision decide(Snapshot snapshot, Algorithm algorithm, Policy policy) {
    return new ContestRun(snapshot, algorithm, policy).decide();
  }
}
