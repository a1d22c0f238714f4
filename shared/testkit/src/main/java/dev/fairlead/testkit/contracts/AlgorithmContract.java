package dev.fairlead.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Account;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Algorithms;
import dev.fairlead.core.scheduling.Contest;
import dev.fairlead.core.scheduling.Decision;
import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.core.scheduling.Standing;
import dev.fairlead.core.scheduling.Stop;
import dev.fairlead.core.scheduling.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link Algorithm} must do; an algorithm's own test extends this. */
public abstract class AlgorithmContract {
  private static final int SEEDS = 300;

  /** The policy that the starvation test runs under: a level of priority is worth 5 seconds. */
  protected static final Duration AGEING = Duration.ofSeconds(5);

  /** The algorithm as it is found by its name. */
  protected abstract String name();

  /**
   * The bound that the algorithm states, for one agenda in {@link Overload}: it comes first of all,
   * of the lowest level, and is thought to take ten times as long as the others.
   */
  protected abstract Duration longestWait();

  private Algorithm algorithm() {
    return Algorithms.find(name())
        .orElseThrow(() -> new AssertionError(name() + " is not among " + Algorithms.names()));
  }

  private Policy policy() {
    return new Policy(name(), AGEING, Optional.empty(), 0);
  }

  private Decision decide(Snapshot snapshot) {
    return Contest.decide(snapshot, algorithm(), policy());
  }

  private Snapshot random(int seed) {
    return new RandomField(algorithm(), seed).snapshot();
  }

  @Test
  void isFoundByItsName() {
    assertThat(algorithm().name()).isEqualTo(name());
  }

  @Test
  void decidesTheSameWhateverTheOrderOfTheSnapshot() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Snapshot snapshot = random(seed);
      Decision expected = decide(snapshot);
      var random = new Random(seed);
      var accounts = new ArrayList<Account>();
      for (Account account : snapshot.accounts()) {
        var heads = new ArrayList<>(account.heads());
        Collections.shuffle(heads, random);
        accounts.add(
            new Account(
                account.key(), account.finishTag(), heads, account.hasMore(), account.entered()));
      }
      Collections.shuffle(accounts, random);

      Decision shuffled = decide(with(snapshot, accounts, snapshot.room(), snapshot.now()));

      assertThat(keys(shuffled)).as("seed %d", seed).isEqualTo(keys(expected));
      assertThat(shuffled.stop()).isEqualTo(expected.stop());
      assertThat(shuffled.exhausted()).isEqualTo(expected.exhausted());
    }
  }

  @Test
  void neverGoesOverACeilingOrTheLimits() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Snapshot snapshot = random(seed);
      Map<CustomerId, Amounts> held = new HashMap<>();
      Amounts all = snapshot.held();
      var seen = new HashSet<AgendaKey>();
      Decision decision = decide(snapshot);
      assertThat(decision.picks()).as("seed %d", seed).hasSizeLessThanOrEqualTo(snapshot.room());
      for (Pick pick : decision.picks()) {
        CustomerId customer = pick.waiting().agenda().customer();
        Standing standing = standing(snapshot, customer);
        Amounts now = held.getOrDefault(customer, standing.held()).plus(pick.waiting().floor());
        held.put(customer, now);
        all = all.plus(pick.waiting().floor());

        assertThat(seen.add(pick.waiting().agenda())).as("seed %d: once", seed).isTrue();
        assertThat(now.fits(standing.ceiling())).as("seed %d: %s", seed, pick).isTrue();
        assertThat(all.fits(snapshot.limits())).as("seed %d: %s", seed, pick).isTrue();
      }
    }
  }

  @Test
  void leavesNothingWaitingThatCouldGo() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Snapshot snapshot = random(seed);
      Decision decision = decide(snapshot);
      var gone = new HashSet<>(keys(decision));
      switch (decision.stop()) {
        case ROOM_USED -> assertThat(decision.picks()).as("seed %d", seed).hasSize(snapshot.room());
        case NOBODY_LEFT ->
            assertThat(snapshot.accounts())
                .as("seed %d", seed)
                .filteredOn(account -> !decision.exhausted().contains(account.key().customer()))
                .flatExtracting(Account::heads)
                .allMatch(waiting -> gone.contains(waiting.agenda()));
        case INSIGHT_FULL -> {
          Amounts all =
              decision.picks().stream()
                  .map(pick -> pick.waiting().floor())
                  .reduce(snapshot.held(), Amounts::plus);
          assertThat(snapshot.accounts())
              .as("seed %d", seed)
              .flatExtracting(Account::heads)
              .anyMatch(waiting ->
                  !gone.contains(waiting.agenda())
                      && !all.plus(waiting.floor()).fits(snapshot.limits()));
        }
        case HEADS_USED ->
            throw new AssertionError("seed " + seed + ": all was read, yet " + decision);
      }
    }
  }

  @Test
  void exhaustsOnlyThoseWhoseNextIsTooMuch() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Snapshot snapshot = random(seed);
      Decision decision = decide(snapshot);
      var gone = new HashSet<>(keys(decision));
      for (CustomerId customer : decision.exhausted()) {
        Standing standing = standing(snapshot, customer);
        Amounts held =
            decision.picks().stream()
                .filter(pick -> pick.waiting().agenda().customer().equals(customer))
                .map(pick -> pick.waiting().floor())
                .reduce(standing.held(), Amounts::plus);

        assertThat(snapshot.accounts())
            .as("seed %d", seed)
            .filteredOn(account -> account.key().customer().equals(customer))
            .flatExtracting(Account::heads)
            .anyMatch(waiting ->
                !gone.contains(waiting.agenda())
                    && !held.plus(waiting.floor()).fits(standing.ceiling()));
      }
    }
  }

  @Test
  void oneByOneItPicksTheSameAsAtOnce() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Snapshot snapshot = random(seed);
      List<AgendaKey> atOnce = keys(decide(snapshot));

      var oneByOne = new ArrayList<AgendaKey>();
      Snapshot left = snapshot;
      for (Decision next = decide(oneOf(left));
          oneByOne.size() < snapshot.room() && !next.picks().isEmpty();
          next = decide(oneOf(left))) {
        oneByOne.addAll(keys(next));
        left = after(left, next);
      }

      assertThat(oneByOne).as("seed %d", seed).isEqualTo(atOnce);
    }
  }

  @Test
  void noClockStepChangesTheOrder() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Snapshot snapshot = random(seed);
      List<AgendaKey> expected = keys(decide(snapshot));
      for (long seconds : new long[] {-86_400 * 365L, -1, 1, 86_400 * 365L}) {
        Snapshot then =
            with(
                snapshot,
                snapshot.accounts(),
                snapshot.room(),
                snapshot.now().plusSeconds(seconds));

        assertThat(keys(decide(then))).as("seed %d", seed).isEqualTo(expected);
      }
    }
  }

  @Test
  void amongEqualsTheOlderGoesFirstThenTheSmallerId() {
    var waiting = new ArrayList<Waiting>();
    for (int i = 0; i < 40; i++) {
      waiting.add(Overload.waiting("c" + i, 40 - i, Overload.START.plusSeconds(i / 10), 1));
    }
    List<AgendaKey> expected =
        waiting.stream().sorted(Waiting.BY_AGE).map(Waiting::agenda).toList();
    Collections.shuffle(waiting, new Random(5));

    Decision decision = decide(Snapshot.ofLine(Overload.START, 40, waiting));

    assertThat(keys(decision)).isEqualTo(expected);
    assertThat(decision.stop()).isEqualTo(Stop.ROOM_USED);
  }

  @Test
  void orderGrowsWithTagAgeAndEstimate() {
    var random = new Random(9);
    for (int i = 0; i < 1000; i++) {
      double tag = random.nextInt(100);
      Instant at = Overload.START.plusSeconds(random.nextInt(1000));
      double estimate = random.nextInt(100);
      double order = order(tag, at, estimate);

      assertThat(order).isNotNaN();
      assertThat(order(tag + random.nextInt(10), at, estimate)).isGreaterThanOrEqualTo(order);
      assertThat(order(tag, at.plusSeconds(random.nextInt(10)), estimate))
          .isGreaterThanOrEqualTo(order);
      assertThat(order(tag, at, estimate + random.nextInt(10))).isGreaterThanOrEqualTo(order);
    }
  }

  @Test
  void nothingStarvesBeyondTheBound() {
    assertThat(new Overload(algorithm(), policy()).victimWaits(longestWait()))
        .isLessThanOrEqualTo(longestWait());
  }

  private double order(double tag, Instant at, double estimate) {
    return algorithm().order(tag, Overload.waiting("c", 1, at, estimate), policy());
  }

  private static List<AgendaKey> keys(Decision decision) {
    return decision.picks().stream().map(pick -> pick.waiting().agenda()).toList();
  }

  private static Standing standing(Snapshot snapshot, CustomerId customer) {
    return snapshot.customers().getOrDefault(customer, Standing.USUAL);
  }

  private static Snapshot oneOf(Snapshot snapshot) {
    return with(snapshot, snapshot.accounts(), 1, snapshot.now());
  }

  private static Snapshot with(Snapshot snapshot, List<Account> accounts, int room, Instant now) {
    return new Snapshot(
        now,
        room,
        snapshot.virtualTimes(),
        snapshot.customers(),
        accounts,
        snapshot.held(),
        snapshot.limits());
  }

  /** The store after a decision. */
  private static Snapshot after(Snapshot snapshot, Decision decision) {
    var gone = new HashSet<>(keys(decision));
    Map<CustomerId, Standing> customers = new HashMap<>(snapshot.customers());
    Amounts held = snapshot.held();
    for (Pick pick : decision.picks()) {
      Amounts floor = pick.waiting().floor();
      held = held.plus(floor);
      customers.computeIfPresent(
          pick.waiting().agenda().customer(),
          (_, old) -> new Standing(old.weight(), old.held().plus(floor), old.ceiling()));
    }
    var accounts = new ArrayList<Account>();
    for (Account account : snapshot.accounts()) {
      AccountKey key = account.key();
      var heads =
          account.heads().stream().filter(waiting -> !gone.contains(waiting.agenda())).toList();
      // Who is exhausted is not read again before something of it ends.
      if (!heads.isEmpty() && !decision.exhausted().contains(key.customer())) {
        accounts.add(
            new Account(
                key,
                decision.finishTags().getOrDefault(key, account.finishTag()),
                heads,
                account.hasMore(),
                account.entered()));
      }
    }
    Limits limits = snapshot.limits();
    return new Snapshot(
        snapshot.now(),
        snapshot.room(),
        decision.virtualTimes(),
        customers,
        accounts,
        held,
        limits);
  }
}
