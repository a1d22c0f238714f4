package dev.fairlead.core.lease;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From what a lease may be served.
 *
 * @param pool only blueprints of this resource pool
 * @param blueprints only these, by id; empty for all that the customer may use
 * @param labels what a resource must be labelled with, such as {@code arch=arm64}
 * @param strategy else as each blueprint says
 * @param resource only this one
 */
public record Selection(
    Optional<String> pool,
    List<String> blueprints,
    Map<String, String> labels,
    Optional<Strategy> strategy,
    Optional<ResourceId> resource) {
  /** Anything. */
  public static final Selection ANY =
      new Selection(Optional.empty(), List.of(), Map.of(), Optional.empty(), Optional.empty());

  public Selection {
    blueprints = List.copyOf(blueprints);
    labels = Map.copyOf(labels);
    if ((strategy.orElse(Strategy.SPREAD) == Strategy.DIRECT) != resource.isPresent()) {
      throw new IllegalArgumentException("DIRECT names a resource, and nothing else does.");
    }
  }

  /** Only resources of these blueprints. */
  public static Selection of(List<String> blueprints) {
    return new Selection(
        Optional.empty(), blueprints, Map.of(), Optional.empty(), Optional.empty());
  }

  /** One resource and no other. */
  public static Selection direct(ResourceId resource) {
    return new Selection(
        Optional.empty(), List.of(), Map.of(), Optional.of(Strategy.DIRECT), Optional.of(resource));
  }
}
