package dev.fairlead.core.explain;

import dev.fairlead.core.id.CustomerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How an insight divides what it has among its customers now. Pure. */
public final class Shares {
  private Shares() {}

  /**
   * A customer in a lane of the insight.
   *
   * @param weight above 0
   * @param slots that its admitted agendas hold
   * @param startTag S, of one that is in line
   */
  public record Stake(
      CustomerId customer, int lane, double weight, double slots, Optional<Double> startTag) {}

  /**
   * What waits of a customer.
   *
   * @param agendas as far as was counted
   * @param oldest since when its oldest waits
   */
  public record Queued(int agendas, Instant oldest) {}

  /**
   * How a customer stands.
   *
   * @param share of the slots that are held, how many it holds; 0 to 1
   * @param due what of them would be its, by weight, among those who hold or want some; 0 to 1
   * @param lag slot-seconds that it is behind those it competes with, by weight; below 0: ahead
   */
  public record Row(
      CustomerId customer,
      double weight,
      double slots,
      double share,
      double due,
      double lag,
      Optional<Queued> queued) {}

  private record Sum(double weight, double slots, double lag) {}

  /** Who holds or wants something, the largest share first, then by id. O(n log n). */
  public static List<Row> of(List<Stake> stakes, Map<CustomerId, Queued> queued) {
    Map<String, Sum> sums = new TreeMap<>();
    Map<Integer, Double> means = means(stakes);
    for (Stake stake : stakes) {
      double lag =
          stake
              .startTag()
              .map(tag -> stake.weight() * (means.getOrDefault(stake.lane(), tag) - tag))
              .orElse(0.0);
      sums.merge(
          stake.customer().value(),
          new Sum(stake.weight(), stake.slots(), lag),
          (one, other) ->
              new Sum(one.weight(), one.slots() + other.slots(), one.lag() + other.lag()));
    }
    // One of whom nothing is kept, as where an insight goes by age, still waits.
    queued.keySet().forEach(customer -> sums.putIfAbsent(customer.value(), new Sum(1, 0, 0)));
    sums.entrySet()
        .removeIf(sum ->
            sum.getValue().slots() == 0 && !queued.containsKey(new CustomerId(sum.getKey())));
    double slots = sums.values().stream().mapToDouble(Sum::slots).sum();
    double weights = sums.values().stream().mapToDouble(Sum::weight).sum();
    var rows = new ArrayList<Row>();
    sums.forEach((name, sum) -> {
      var customer = new CustomerId(name);
      rows.add(
          new Row(
              customer,
              sum.weight(),
              sum.slots(),
              slots > 0 ? sum.slots() / slots : 0,
              sum.weight() / weights,
              sum.lag(),
              Optional.ofNullable(queued.get(customer))));
    });
    rows.sort(
        Comparator.comparingDouble(Row::share)
            .reversed()
            .thenComparing(row -> row.customer().value()));
    return rows;
  }

  /** The mean start tag of each lane, each counted by its weight. */
  private static Map<Integer, Double> means(List<Stake> stakes) {
    Map<Integer, Double> tags = new TreeMap<>();
    Map<Integer, Double> weights = new TreeMap<>();
    for (Stake stake : stakes) {
      stake
          .startTag()
          .ifPresent(tag -> {
            tags.merge(stake.lane(), tag * stake.weight(), Double::sum);
            weights.merge(stake.lane(), stake.weight(), Double::sum);
          });
    }
    tags.replaceAll((lane, sum) -> sum / weights.getOrDefault(lane, 1.0));
    return tags;
  }
}
