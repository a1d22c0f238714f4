package dev.fairlead.core.scheduling;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Builds snapshots for tests: agendas are numbered, and come a second after one another. */
public final class Lines {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final List<Account> accounts = new ArrayList<>();
  private final Map<CustomerId, Standing> customers = new HashMap<>();
  private final Map<Integer, Double> virtualTimes = new HashMap<>();
  private final List<Beyond> beyond = new ArrayList<>();
  private int room = Snapshot.MAX_CANDIDATES;
  private Amounts held = Amounts.NONE;
  private Limits limits = Limits.NONE;

  /** An agenda of one slot that is thought to use one slot-second. */
  public static Waiting agenda(String customer, int number) {
    return agenda(customer, number, 0, 1);
  }

  public static Waiting agenda(String customer, int number, int lane, double estimate) {
    return new Waiting(
        new AgendaKey(new CustomerId(customer), new AgendaId("%026d".formatted(number))),
        lane,
        NOON.plusSeconds(number),
        Amounts.of(1, 1, 0, 0),
        estimate);
  }

  /** Agendas of those numbers. */
  public static List<Waiting> agendas(String customer, int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> agenda(customer, number)).toList();
  }

  public Lines account(double finishTag, List<Waiting> heads) {
    return account(finishTag, heads, false);
  }

  public Lines account(double finishTag, List<Waiting> heads, boolean hasMore) {
    Waiting first = heads.getFirst();
    var key = new AccountKey(first.agenda().customer(), first.lane());
    accounts.add(new Account(key, finishTag, heads, hasMore));
    return this;
  }

  /** An account whose finish tag was brought up to virtual time when it entered. */
  public Lines entered(double finishTag, List<Waiting> heads) {
    var key = new AccountKey(heads.getFirst().agenda().customer(), heads.getFirst().lane());
    accounts.add(new Account(key, finishTag, heads, false, true));
    return this;
  }

  public Lines standing(String customer, Standing standing) {
    customers.put(new CustomerId(customer), standing);
    return this;
  }

  public Lines weight(String customer, double weight) {
    return standing(customer, new Standing(weight, Amounts.NONE, Limits.NONE));
  }

  public Lines room(int count) {
    room = count;
    return this;
  }

  public Lines virtualTime(int lane, double time) {
    virtualTimes.put(lane, time);
    return this;
  }

  public Lines beyond(int lane, double finishTag, Instant addedAt) {
    beyond.add(new Beyond(lane, finishTag, addedAt));
    return this;
  }

  public Lines limits(Amounts alreadyHeld, Limits all) {
    held = alreadyHeld;
    limits = all;
    return this;
  }

  public Snapshot snapshot() {
    return new Snapshot(
        NOON.plusSeconds(3600), room, virtualTimes, customers, accounts, held, limits, beyond);
  }

  public Decision by(Algorithm algorithm) {
    return Contest.decide(snapshot(), algorithm, Policy.of(algorithm.name()));
  }

  /** The numbers of what was picked. */
  public static List<Integer> numbers(Decision decision) {
    return decision.picks().stream()
        .map(pick -> Integer.valueOf(pick.waiting().agenda().agenda().value()))
        .toList();
  }

  /** Whose agendas were picked. */
  public static List<String> customers(Decision decision) {
    return decision.picks().stream()
        .map(pick -> pick.waiting().agenda().customer().value())
        .toList();
  }
}
