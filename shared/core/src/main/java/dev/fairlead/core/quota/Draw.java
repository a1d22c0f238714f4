package dev.fairlead.core.quota;

/**
 * What an insight has from its pool.
 *
 * @param granted in all; what its admitted agendas hold, and what is ready for the next
 * @param lasting how much of that is beyond its nominal and held by work that may take longer than
 *     the pool's reclaim time
 * @param wanted what it lacks before it can admit the next agenda; nothing, if it does not wait
 * @param since when it began to wait, by the pool's count; only means something while it waits
 */
public record Draw(Amounts granted, Amounts lasting, Amounts wanted, long since) {
  /** Of an insight that has nothing and wants nothing. */
  public static final Draw NONE = new Draw(Amounts.NONE, Amounts.NONE, Amounts.NONE, 0);

  public boolean isWaiting() {
    return !wanted.isZero();
  }
}
