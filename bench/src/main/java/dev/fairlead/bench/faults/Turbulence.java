package dev.fairlead.bench.faults;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.PortException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Stands between every caller and every port. Decides by the seed what goes wrong, until the seed's
 * faults are used up; then it is calm.
 */
final class Turbulence {
  /** How likely the first call of a site goes wrong. */
  private static final double FAULT = 0.05;

  /** After so many calls of a site half as much; so rare sites are hit about as often as others. */
  private static final double FAMILIAR = 20;

  private static final double CONCURRENCY = 0.03;
  private static final double CONTENTION = 0.12;
  private static final int MAX_DEPTH = 2;

  private static final Others NOBODY =
      new Others() {
        @Override
        public void goOn() {}

        @Override
        public void goOnForMinutes() {}
      };

  /** What runs while a call is under way. */
  interface Others {
    void goOn();

    void goOnForMinutes();
  }

  private final SimulatedClock clock;
  private final RandomGenerator chance;
  private final Trace trace;
  private final Coverage coverage;
  private final Deque<Invocation> running = new ArrayDeque<>();
  private Others others = NOBODY;
  private final Map<Site, Integer> callsBefore = new HashMap<>();
  private final Optional<Seed.Aim> aim;
  private int faultsLeft;
  private int injected;
  private int concurrencyLeft;
  private double eagerness;

  /**
   * @param aim a fault that comes for sure, calm or not
   */
  Turbulence(
      SimulatedClock clock,
      RandomGenerator chance,
      Trace trace,
      Coverage coverage,
      Optional<Seed.Aim> aim) {
    this.clock = clock;
    this.chance = chance;
    this.trace = trace;
    this.coverage = coverage;
    this.aim = aim;
  }

  /** From now on so many things go wrong, and so often others come in between. */
  void begin(int faults, int concurrency, double howEager, Others whoElse) {
    faultsLeft = faults;
    concurrencyLeft = concurrency;
    eagerness = howEager;
    others = whoElse;
  }

  /** Some more goes wrong, and nobody comes in between. */
  void disturb(int faults) {
    faultsLeft = faults;
    others = NOBODY;
  }

  /** From now on nothing goes wrong. */
  void calm() {
    faultsLeft = 0;
    concurrencyLeft = 0;
  }

  boolean isCalm() {
    return faultsLeft == 0;
  }

  /** Faults so far, races apart. */
  int injected() {
    return injected;
  }

  Optional<Invocation> current() {
    return Optional.ofNullable(running.peek());
  }

  /** Runs something as an invocation of a function: its calls are that function's. */
  void as(String function, Optional<CustomerId> customer, Runnable work) {
    running.push(new Invocation(function, customer, clock.instant()));
    try {
      work.run();
    } finally {
      running.pop();
    }
  }

  void note(Supplier<String> what) {
    trace.line(Math.max(0, running.size() - 1), what);
  }

  /**
   * Makes a call, or not, as the seed wills.
   *
   * @param detail what it is about, for the trace
   * @param real does it; is told what goes wrong with messages and indexes
   */
  <T> T call(PortCall call, Supplier<String> detail, Function<Optional<Fault>, T> real) {
    var site = new Site(current().map(Invocation::function).orElse("nobody"), call);
    clock.advance(Duration.ofMillis(1));
    coverage.called(site);
    int calls = callsBefore.merge(site, 1, Integer::sum);
    Optional<Fault> fault = plan(site, calls);
    note(() -> site + " " + detail.get() + fault.map(what -> " !! " + what).orElse(""));
    fault.ifPresent(what -> {
      coverage.injected(site, what);
      before(what, site);
    });
    T answer = real.apply(fault);
    fault.ifPresent(what -> after(what, site));
    return answer;
  }

  private Optional<Fault> plan(Site site, int calls) {
    if (calls == 1 && aim.filter(what -> what.site().equals(site)).isPresent()) {
      injected++;
      return aim.map(Seed.Aim::fault);
    }
    if (faultsLeft > 0 && chance.nextDouble() < likelihood(calls)) {
      faultsLeft--;
      injected++;
      return Optional.of(anyOf(site.call().faults()));
    }
    double crowd = site.call().isContended() ? CONTENTION : CONCURRENCY;
    if (concurrencyLeft > 0 && running.size() <= MAX_DEPTH && chance.nextDouble() < crowd) {
      concurrencyLeft--;
      return Optional.of(anyOf(site.call().concurrency()));
    }
    return Optional.empty();
  }

  private Fault anyOf(List<Fault> faults) {
    return faults.get(chance.nextInt(faults.size()));
  }

  private double likelihood(int calls) {
    return eagerness * FAULT / (1 + calls / FAMILIAR);
  }

  private void before(Fault fault, Site site) {
    switch (fault) {
      case CRASH_BEFORE -> throw new Crash("before " + site);
      case THROTTLED -> throw new PortException(PortException.Fault.THROTTLED, "injected");
      case CONFLICT -> throw new PortException(PortException.Fault.CONFLICT, "injected");
      case TIMED_OUT_NOT_DONE -> throw new PortException(PortException.Fault.TIMED_OUT, "injected");
      case MEANWHILE_BEFORE -> others.goOn();
      case STALLED -> others.goOnForMinutes();
      case CRASH_AFTER,
          TIMED_OUT_DONE,
          STALE,
          DROPPED,
          DOUBLED,
          SHUFFLED,
          DELAYED,
          MEANWHILE_AFTER -> {}
    }
  }

  private void after(Fault fault, Site site) {
    switch (fault) {
      case CRASH_AFTER -> throw new Crash("after " + site);
      case TIMED_OUT_DONE -> throw new PortException(PortException.Fault.TIMED_OUT, "injected");
      case MEANWHILE_AFTER -> others.goOn();
      case CRASH_BEFORE,
          THROTTLED,
          CONFLICT,
          TIMED_OUT_NOT_DONE,
          STALE,
          DROPPED,
          DOUBLED,
          SHUFFLED,
          DELAYED,
          MEANWHILE_BEFORE,
          STALLED -> {}
    }
  }
}
