package dev.fairlead.core.outlook;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Algorithms;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.core.scheduling.InFlight;
import dev.fairlead.core.scheduling.Pace;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Standing;
import dev.fairlead.core.scheduling.Waiting;
import dev.fairlead.core.scheduling.replay.Stake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds outlooks for tests: agendas of one slot, numbered by age. */
final class Scene implements Runtimes {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final String algorithm;
  private final List<Stake> stakes = new ArrayList<>();
  private final Map<CustomerId, Standing> customers = new HashMap<>();
  private final Map<CustomerId, Pace> paces = new HashMap<>();
  private final Map<Integer, Double> virtualTimes = new HashMap<>();
  private Limits limits = Limits.NONE;
  private Estimate estimate = Estimate.UNSEEN;
  private Amounts held = Amounts.NONE;
  private int room = 100;

  Scene(String algorithm) {
    this.algorithm = algorithm;
  }

  static AgendaKey agenda(String customer, int number) {
    return new AgendaKey(new CustomerId(customer), new AgendaId("%026d".formatted(number)));
  }

  /** A customer of that weight, of which agendas run since so many seconds, and others wait. */
  Scene customer(
      String name, double weight, Limits ceiling, double tag, int running, int... waiting) {
    return customer(name, 0, weight, ceiling, tag, running, waiting);
  }

  Scene customer(
      String name,
      int lane,
      double weight,
      Limits ceiling,
      double tag,
      int running,
      int... waiting) {
    var line = new ArrayList<Waiting>();
    for (int number : waiting) {
      line.add(
          new Waiting(
              agenda(name, number),
              lane,
              NOON.minusSeconds(1000 - number),
              Amounts.of(1, 1, 0, 0),
              10));
    }
    var inFlight = InFlight.NONE;
    var used = Amounts.NONE;
    for (int i = 0; i < running; i++) {
      inFlight = inFlight.dispatched(1, NOON.minusSeconds(4), 10);
      used = used.plus(Amounts.of(1, 1, 0, 0));
    }
    var id = new CustomerId(name);
    held = held.plus(used);
    stakes.add(new Stake(new AccountKey(id, lane), tag, true, line, used, inFlight));
    customers.put(id, new Standing(weight, used, ceiling));
    return this;
  }

  Scene limits(String name, long most) {
    limits = Limits.ofMap(Map.of(name, most));
    return this;
  }

  Scene room(int agendas) {
    room = agendas;
    return this;
  }

  /** All agendas last as long as these did. */
  Scene lasting(double... seconds) {
    for (double took : seconds) {
      estimate = estimate.with(took, took);
    }
    return this;
  }

  Outlook outlook() {
    return new Outlook(
        NOON,
        Algorithms.find(algorithm).orElseThrow(),
        Policy.of(algorithm),
        room,
        limits,
        virtualTimes,
        customers,
        stakes,
        held,
        true);
  }

  @Override
  public Estimate of(AgendaKey waiting) {
    return estimate;
  }

  /** A customer's agendas last that many times as long as the others'. */
  Scene pace(String name, double factor) {
    var pace = Pace.UNSEEN;
    for (int i = 0; i < 50; i++) {
      pace = pace.with(estimate, factor * estimate.p50Seconds());
    }
    paces.put(new CustomerId(name), pace);
    return this;
  }

  @Override
  public Pace pace(CustomerId customer) {
    return paces.getOrDefault(customer, Pace.UNSEEN);
  }

  @Override
  public List<Estimate> usual() {
    return List.of(estimate);
  }
}
