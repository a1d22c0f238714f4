package dev.fairlead.core.lease;

import dev.fairlead.core.quota.Amounts;
import java.util.Comparator;

/**
 * Which of several resources a lease takes.
 *
 * <p>With u = (used + requested) / total, by what there is least of, and w the resource's weight:
 * SPREAD takes the least u / |w|, PACK the least 1 - u · |w|. A weight below 0 has its resource
 * judged by the other rule; 0 takes it out of the choice. Ties go to the lower id.
 *
 * @see "Faymora's strategies and weights, older-systems (e.5)"
 */
final class Ranking {
  private Ranking() {}

  /** Orders resources that all have room for the lease: the first is taken. */
  static Comparator<Resource> of(Strategy strategy, Amounts requested) {
    return Comparator.comparingDouble((Resource each) -> cost(each, strategy, requested))
        .thenComparing(Resource::id);
  }

  static double cost(Resource resource, Strategy strategy, Amounts requested) {
    var with = resource.use().with(requested);
    double fullness = resource.draft().capacity().fullness(with.amounts(), with.leases());
    double weight = Math.abs(resource.standing().weight());
    boolean packs = (strategy == Strategy.PACK) != (resource.standing().weight() < 0);
    return packs ? 1 - fullness * weight : fullness / weight;
  }
}
