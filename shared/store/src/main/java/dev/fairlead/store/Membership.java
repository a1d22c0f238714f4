package dev.fairlead.store;

import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.PoolTerms;
import dev.fairlead.core.quota.PoolShare;
import dev.fairlead.core.quota.PoolTree;
import dev.fairlead.core.scheduling.Estimate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Of an insight: the pool that it belongs to, if that has a capacity, as objects say.
 *
 * @param shares of all insights of the pool that say what is theirs
 */
public record Membership(String pool, PoolTerms terms, SortedMap<String, PoolShare> shares) {
  public Membership {
    shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
  }

  /**
   * Of an insight, as its pool was when it was last looked at. Cost: nothing where the pool has no
   * capacity; else what {@link Insights#all} costs.
   */
  public static Optional<Membership> of(Insight insight, Gates gates, Insights insights) {
    return insight
        .pool()
        .flatMap(pool ->
            Optional.of(gates.termsOfPool(pool))
                .filter(terms -> !terms.capacity().isNone())
                .map(terms -> of(pool, terms, insights.all())));
  }

  /**
   * In a pool.
   *
   * @param insights all there are
   */
  public static Membership of(String pool, PoolTerms terms, List<Insight> insights) {
    var shares = new TreeMap<String, PoolShare>();
    for (Insight insight : insights) {
      if (insight.pool().equals(Optional.of(pool))) {
        insight.terms().share().ifPresent(share -> shares.put(insight.id(), share));
      }
    }
    return new Membership(pool, terms, shares);
  }

  /** The pool, as its row has it. */
  public PoolTree tree(PoolRow row) {
    return new PoolTree(terms.capacity(), shares, row.draws());
  }

  /** Whether an agenda surely gives back what it borrowed within the time that its pool names. */
  public boolean isBrief(Estimate estimate) {
    return terms.isBrief(estimate);
  }
}
