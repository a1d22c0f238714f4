package dev.fairlead.core.quota;

/**
 * What an insight needs of its pool.
 *
 * @param held by its admitted agendas, whatever happens
 * @param lasting how much of that is held by work that may take longer than the pool's reclaim time
 * @param next what it wants more before it can go on at all: the floor of the next agenda, or what
 *     an agenda needs to grow; all of it or nothing
 * @param isShort whether the work that {@code next} is for, and {@code further}, surely is over
 *     within the pool's reclaim time
 * @param further what it could use beyond that; any part of it will do
 */
public record Demand(
    Amounts held, Amounts lasting, Amounts next, boolean isShort, Amounts further) {
  /** Of an insight in which nobody waits. */
  public static Demand of(Amounts held, Amounts lasting) {
    return new Demand(held, lasting, Amounts.NONE, true, Amounts.NONE);
  }
}
