package dev.fairlead.core.scheduling;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an insight's scheduler sees: bounded, and maybe a little stale.
 *
 * @param room how many more agendas may be dispatched now, 0 or more
 * @param virtualTimes V by lane; a lane that is absent is at 0
 * @param customers the standing of each customer; {@link Standing#USUAL} if it is absent
 * @param accounts those that compete, each once, in any order; together at most {@link
 *     #MAX_CANDIDATES} heads
 * @param held what all admitted agendas of the insight hold
 * @param limits what they may hold together
 * @param beyond what is known of accounts that were not read; empty if all were
 */
public record Snapshot(
    Instant now,
    int room,
    Map<Integer, Double> virtualTimes,
    Map<CustomerId, Standing> customers,
    List<Account> accounts,
    Amounts held,
    Limits limits,
    List<Beyond> beyond) {
  /** More are never loaded for one decision. */
  public static final int MAX_CANDIDATES = 1000;

  public Snapshot {
    int candidates = 0;
    for (Account account : accounts) {
      candidates += account.heads().size();
    }
    if (room < 0 || candidates > MAX_CANDIDATES) {
      throw new IllegalArgumentException(room + " room, " + candidates + " candidates");
    }
    virtualTimes = Map.copyOf(virtualTimes);
    customers = Map.copyOf(customers);
    accounts = List.copyOf(accounts);
    beyond = List.copyOf(beyond);
  }

  /** A snapshot of all the accounts there are. */
  public Snapshot(
      Instant now,
      int room,
      Map<Integer, Double> virtualTimes,
      Map<CustomerId, Standing> customers,
      List<Account> accounts,
      Amounts held,
      Limits limits) {
    this(now, room, virtualTimes, customers, accounts, held, limits, List.of());
  }

  /** The same with room for fewer, or more. */
  public Snapshot withRoom(int other) {
    return new Snapshot(now, other, virtualTimes, customers, accounts, held, limits, beyond);
  }

  /** A line where nothing is limited and nobody has a past: all there is to know is who waits. */
  public static Snapshot ofLine(Instant now, int room, List<Waiting> line) {
    var heads = new LinkedHashMap<AccountKey, List<Waiting>>();
    for (Waiting waiting : line) {
      var key = new AccountKey(waiting.agenda().customer(), waiting.lane());
      heads.computeIfAbsent(key, _ -> new ArrayList<>()).add(waiting);
    }
    var accounts = new ArrayList<Account>();
    heads.forEach((key, waiting) -> accounts.add(new Account(key, 0, waiting, false)));
    return new Snapshot(now, room, Map.of(), Map.of(), accounts, Amounts.NONE, Limits.NONE);
  }
}
