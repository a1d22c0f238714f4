package dev.fairlead.core.quota;

import java.util.List;

/**
 * Agendas that an insight would admit next, in that order.
 *
 * @param held by its agendas without them
 * @param brief how much of that is held by short work
 */
public record Wishes(Amounts held, Amounts brief, List<Wish> wishes) {
  /**
   * An agenda that would be admitted.
   *
   * @param isBrief whether it surely is over within the pool's reclaim time
   */
  public record Wish(Amounts floor, boolean isBrief) {}

  public Wishes {
    wishes = List.copyOf(wishes);
  }

  /** What all of them would hold beside what is held. */
  public Amounts used() {
    return wishes.stream().map(Wish::floor).reduce(held, Amounts::plus);
  }

  /** What they ask of the pool: the first all or nothing, and as much as there is for its like. */
  public Demand demand() {
    if (wishes.isEmpty()) {
      return Demand.of(held, held.without(brief));
    }
    Wish head = wishes.getFirst();
    Amounts further =
        wishes.stream()
            .skip(1)
            .takeWhile(wish -> wish.isBrief() == head.isBrief())
            .map(Wish::floor)
            .reduce(Amounts.NONE, Amounts::plus);
    return new Demand(held, held.without(brief), head.floor(), head.isBrief(), further);
  }

  /** How many of them, the first ones, find room in what their insight has drawn. */
  public int covered(PoolTree tree, String insight, Draw draw) {
    if (draw.isWaiting()) {
      return 0;
    }
    Amounts all = held;
    Amounts lasting = held.without(brief);
    int count = 0;
    for (Wish wish : wishes) {
      all = all.plus(wish.floor());
      lasting = wish.isBrief() ? lasting : lasting.plus(wish.floor());
      if (!tree.admits(insight, draw, all, lasting, wish.floor(), wish.isBrief())) {
        return count;
      }
      count++;
    }
    return count;
  }
}
