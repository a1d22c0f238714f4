package dev.fairlead.core.scheduling.replay;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of arrivals, customer by customer.
 *
 * @param makespan from the first arrival to the last end
 * @param mostSlots that were held at one time
 */
public record ReplayResult(List<Customer> customers, Duration makespan, double mostSlots) {
  public ReplayResult {
    customers = List.copyOf(customers);
  }

  /**
   * What became of a customer's agendas.
   *
   * @param agendas that were dispatched
   * @param never that fit into no limit, or came after what did not
   * @param slotSeconds that they used
   * @param slowdown mean of (wait + run) ÷ max(run, 10 s): 1 is no wait
   */
  public record Customer(
      CustomerId id,
      double weight,
      int agendas,
      int never,
      double slotSeconds,
      Duration meanWait,
      Duration p50Wait,
      Duration p99Wait,
      Duration longestWait,
      double slowdown) {}

  /** How many were dispatched. */
  public int agendas() {
    return customers.stream().mapToInt(Customer::agendas).sum();
  }

  /** How many never are. */
  public int never() {
    return customers.stream().mapToInt(Customer::never).sum();
  }

  /** Of all that were dispatched. */
  public Duration meanWait() {
    Duration all =
        customers.stream()
            .map(customer -> customer.meanWait().multipliedBy(customer.agendas()))
            .reduce(Duration.ZERO, Duration::plus);
    return all.dividedBy(Math.max(1, agendas()));
  }

  /** Of all that were dispatched. */
  public Duration longestWait() {
    return customers.stream()
        .map(Customer::longestWait)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /**
   * Jain's index of the customers' mean slowdowns: 1 if all are slowed down alike, 1 ÷ n if one
   * bears it all. Slot-seconds can't be compared where everything is served in the end.
   */
  public double jainOfSlowdown() {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (Customer customer : customers) {
      if (customer.agendas() > 0) {
        sum += customer.slowdown();
        squares += customer.slowdown() * customer.slowdown();
        count++;
      }
    }
    return count == 0 ? 1 : sum * sum / (count * squares);
  }

  /** Collects it while a replay runs. */
  public static final class Collector implements Replay.Watcher {
    private final Map<CustomerId, List<Run>> runs =
        new TreeMap<>(Comparator.comparing(CustomerId::value));
    private Amounts held = Amounts.NONE;
    private double mostSlots;
    private Instant last = Instant.MIN;

    @Override
    public List<Arrival> started(Run run) {
      runs.computeIfAbsent(run.arrival().customer(), _ -> new ArrayList<>()).add(run);
      held = held.plus(run.arrival().floor());
      mostSlots = Math.max(mostSlots, held.slots());
      return List.of();
    }

    @Override
    public void ended(Run run) {
      held = held.minus(run.arrival().floor());
      last = run.endsAt();
    }

    @Override
    public void settled(Instant at, long waiting) {
      // Starts and ends tell all.
    }

    /** What it came to. */
    public ReplayResult result(
        Map<CustomerId, Double> weights, List<Arrival> arrivals, List<Arrival> waiting) {
      Map<CustomerId, Integer> never = new TreeMap<>(Comparator.comparing(CustomerId::value));
      arrivals.forEach(arrival -> never.putIfAbsent(arrival.customer(), 0));
      waiting.forEach(arrival -> never.merge(arrival.customer(), 1, Integer::sum));
      var customers = new ArrayList<Customer>();
      never.forEach((id, count) ->
          customers.add(
              customer(
                  id, weights.getOrDefault(id, 1.0), count, runs.getOrDefault(id, List.of()))));
      Instant first = arrivals.isEmpty() ? last : arrivals.getFirst().at();
      return new ReplayResult(
          customers,
          last.isBefore(first) ? Duration.ZERO : Duration.between(first, last),
          mostSlots);
    }

    private static Customer customer(CustomerId id, double weight, int never, List<Run> runs) {
      List<Duration> waits = runs.stream().map(Run::waited).sorted().toList();
      Duration all = waits.stream().reduce(Duration.ZERO, Duration::plus);
      return new Customer(
          id,
          weight,
          runs.size(),
          never,
          runs.stream().mapToDouble(run -> run.arrival().slotSeconds()).sum(),
          runs.isEmpty() ? Duration.ZERO : all.dividedBy(runs.size()),
          quantile(waits, 0.5),
          quantile(waits, 0.99),
          quantile(waits, 1),
          runs.stream().mapToDouble(Collector::slowdown).average().orElse(1));
    }

    private static double slowdown(Run run) {
      double took = run.arrival().duration().toNanos() / 1e9;
      return Math.max(1, (run.waited().toNanos() / 1e9 + took) / Math.max(took, 10));
    }

    private static Duration quantile(List<Duration> sorted, double part) {
      return sorted.isEmpty()
          ? Duration.ZERO
          : sorted.get(Math.max(1, (int) Math.ceil(part * sorted.size())) - 1);
    }
  }
}
