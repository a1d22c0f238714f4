package dev.fairlead.progress;

import dev.fairlead.core.explain.AgendaReason;
import dev.fairlead.core.explain.Ahead;
import dev.fairlead.core.explain.LinePlace;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.outlook.Forecast;
import dev.fairlead.core.outlook.PoolOutlook;
import dev.fairlead.core.outlook.Runtimes;
import dev.fairlead.core.outlook.WhatIf;
import dev.fairlead.core.outlook.WhatIfs;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.core.scheduling.Pace;
import dev.fairlead.core.scheduling.Waiting;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Lines.Dispatched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What is seen of an agenda's line.
 *
 * @param dispatched those that nobody claimed yet, in their order
 * @param pool the one that its insight belongs to, if that has a capacity
 */
record Sight(
    AgendaKey agenda,
    Seen seen,
    LinePlace place,
    List<Dispatched> dispatched,
    Line line,
    Optional<PoolView> pool) {
  /** In what line it is. */
  enum Line {
    /** Of one that goes on. */
    OPEN,

    /** From which nothing is dispatched. */
    HELD,

    /** Of those that need more than there may be: no end of another lets them start. */
    ASIDE,

    /** Of those that the resource pool keeps: what other insights do lets them start. */
    POOL_FULL,

    /** Of sub-agendas, which wait for nobody. */
    KIN
  }

  Sight {
    dispatched = List.copyOf(dispatched);
  }

  /** What would let it start now; nothing if it is held, kept by its pool, or dispatched. */
  List<WhatIf> whatIfs() {
    return line != Line.OPEN || place.turn().isPresent()
        ? List.of()
        : WhatIfs.of(seen.outlook(), agenda, place.queueSize());
  }

  Estimate estimate() {
    return shape().map(seen.known()::of).orElse(Estimate.UNSEEN);
  }

  Optional<String> shape() {
    return Optional.ofNullable(seen.line().get(agenda))
        .map(InLine::shape)
        .or(() ->
            dispatched.stream()
                .filter(one -> one.agenda().equals(agenda))
                .map(one -> one.admission().shape())
                .findFirst());
  }

  /**
   * When it starts and ends.
   *
   * @param own how long it may last
   * @param outlook its insight, and those that it shares its pool with
   */
  Optional<Forecast> forecast(
      Estimate own, PoolOutlook outlook, Instant now, RandomGenerator random) {
    int waiting = line == Line.KIN ? 0 : dispatched.size();
    int before = place.turn().map(AgendaReason.Dispatched::ahead).orElse(waiting);
    if (!isInLine()) {
      return Forecast.ofDispatched(
          own, seen.pace(agenda.customer()), secondsPerClaim(now), before, random);
    }
    return line == Line.ASIDE || seen.outlook().find(agenda).isEmpty()
        ? Optional.empty()
        : Forecast.of(
            outlook,
            agenda,
            place.queueSize() > dispatched.size() ? 0 : secondsPerClaim(now),
            before,
            random);
  }

  /** Whether it waits for its turn. */
  boolean isInLine() {
    return place.turn().isEmpty() && line != Line.KIN;
  }

  /** By Little's law: so many wait for their claim, and the oldest of them since then. */
  double secondsPerClaim(Instant now) {
    return dispatched.isEmpty()
        ? 0
        : Math.max(0, Duration.between(dispatched.getFirst().at(), now).toMillis() / 1000.0)
            / dispatched.size();
  }

  /** How long agendas of its line last, itself as long as it is said to. */
  Runtimes runtimes(Estimate own) {
    return new Runtimes() {
      @Override
      public Estimate of(AgendaKey waiting) {
        boolean isUnread = !seen.line().containsKey(waiting);
        return waiting.equals(agenda) || isUnread ? own : seen.of(waiting);
      }

      @Override
      public List<Estimate> usual() {
        return seen.usual();
      }

      @Override
      public Pace pace(CustomerId customer) {
        return seen.pace(customer);
      }
    };
  }

  /** What is before an agenda: the dispatched, and those that the contest has before it. */
  static Ahead ahead(AgendaKey agenda, Seen seen, List<Dispatched> dispatched) {
    List<Waiting> before = seen.outlook().before(agenda);
    boolean isSeen = seen.outlook().find(agenda).isPresent();
    boolean isByAge = seen.outlook().isByAge();
    int all = dispatched.size() + before.size();
    long own =
        before.stream().filter(one -> isOf(agenda, one.agenda())).count()
            + dispatched.stream().filter(one -> isOf(agenda, one.agenda())).count();
    return new Ahead(
        Math.min(Ahead.MOST, all),
        (int) Math.min(Ahead.MOST, own),
        all > Ahead.MOST || !isSeen || !(seen.outlook().isWhole() || isByAge),
        slotMinutes(before, seen, dispatched));
  }

  private static boolean isOf(AgendaKey agenda, AgendaKey other) {
    return other.customer().equals(agenda.customer());
  }

  private static Optional<Double> slotMinutes(
      List<Waiting> before, Seen seen, List<Dispatched> dispatched) {
    if (seen.known().byShape().isEmpty()) {
      return Optional.empty();
    }
    double seconds =
        before.stream().mapToDouble(Waiting::estimate).sum()
            + dispatched.stream()
                .mapToDouble(one -> seen.known().of(one.admission().shape()).slotSeconds())
                .sum();
    return Optional.of(seconds / 60);
  }

  /** What its admission takes; of one so far back that it is not read, the agenda itself. */
  static Amounts floor(AgendaKey agenda, Seen seen) {
    return seen.outlook().find(agenda).map(Waiting::floor).orElse(Amounts.NONE.withAgendas(1));
  }
}
