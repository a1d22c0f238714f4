package dev.fairlead.core.quota;

/**
 * An insight's part of its pool.
 *
 * @param nominal what is its own: others have it only while the insight does not want it
 * @param borrowLimit how much more than that it may have; of what has no limit here, all there is
 * @param lendLimit how much of its own others may have; of what has no limit here, all
 */
public record PoolShare(Amounts nominal, Limits borrowLimit, Limits lendLimit) {
  /** Of an insight that says nothing: it owns nothing, and has what nobody owns or needs. */
  public static final PoolShare NONE = new PoolShare(Amounts.NONE, Limits.NONE, Limits.NONE);

  /** The most it may ever have. */
  long most(String name) {
    long beyond = borrowLimit.value(name);
    return beyond == Long.MAX_VALUE ? beyond : nominal.value(name) + beyond;
  }

  /** What of its own is never lent. */
  long kept(String name) {
    return Math.max(0, nominal.value(name) - lendLimit.value(name));
  }
}
