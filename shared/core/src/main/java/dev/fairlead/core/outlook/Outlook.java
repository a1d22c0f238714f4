package dev.fairlead.core.outlook;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import dev.fairlead.core.scheduling.Account;
import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Contest;
import dev.fairlead.core.scheduling.Decision;
import dev.fairlead.core.scheduling.Pick;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Snapshot;
import dev.fairlead.core.scheduling.Standing;
import dev.fairlead.core.scheduling.Waiting;
import dev.fairlead.core.scheduling.replay.Stake;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An insight as it stands.
 *
 * @param room how many more agendas its queue takes
 * @param limits what its admitted agendas may hold together
 * @param virtualTimes V by lane
 * @param customers the standing of each, with what it holds
 * @param stakes its accounts; together at most {@link Snapshot#MAX_CANDIDATES} agendas wait in them
 * @param held what all its admitted agendas hold
 * @param isWhole whether all that wait are in it
 */
public record Outlook(
    Instant now,
    Algorithm algorithm,
    Policy policy,
    int room,
    Limits limits,
    Map<Integer, Double> virtualTimes,
    Map<CustomerId, Standing> customers,
    List<Stake> stakes,
    Amounts held,
    boolean isWhole) {
  public Outlook {
    virtualTimes = Map.copyOf(virtualTimes);
    customers = Map.copyOf(customers);
    stakes = List.copyOf(stakes);
  }

  /** The agenda of that key, if it waits. */
  public Optional<Waiting> find(AgendaKey agenda) {
    return stakes.stream()
        .filter(stake -> stake.key().customer().equals(agenda.customer()))
        .flatMap(stake -> stake.line().stream())
        .filter(waiting -> waiting.agenda().equals(agenda))
        .findFirst();
  }

  /**
   * Who goes before an agenda, the first first, if nothing ended and nobody else came: the order in
   * which the contest has them, as if there were no limits. All that wait if it is not there.
   */
  public List<Waiting> before(AgendaKey agenda) {
    return decide(Snapshot.MAX_CANDIDATES, Limits.NONE, unlimited(), stakes).picks().stream()
        .map(Pick::waiting)
        .takeWhile(waiting -> !waiting.agenda().equals(agenda))
        .toList();
  }

  /** Whether whoever comes later goes later, whatever anybody used. */
  public boolean isByAge() {
    return algorithm.name().equals(Policy.DEFAULT.algorithm());
  }

  double virtualTime(int lane) {
    return virtualTimes.getOrDefault(lane, 0.0);
  }

  Standing standing(CustomerId customer) {
    return customers.getOrDefault(customer, Standing.USUAL);
  }

  /** The customers as if they had no ceilings. */
  Map<CustomerId, Standing> unlimited() {
    Map<CustomerId, Standing> free = new HashMap<>();
    customers.forEach((id, standing) ->
        free.put(id, new Standing(standing.weight(), standing.held(), Limits.NONE)));
    return free;
  }

  /** What a scheduler would decide that sees all this, but for what is told otherwise. */
  Decision decide(
      int thatRoom,
      Limits thoseLimits,
      Map<CustomerId, Standing> thoseCustomers,
      List<Stake> thoseStakes) {
    List<Account> accounts =
        thoseStakes.stream()
            .filter(stake -> !stake.line().isEmpty())
            .map(stake ->
                new Account(stake.key(), stake.finishTag(), stake.line(), false, stake.isIn()))
            .toList();
    return Contest.decide(
        new Snapshot(now, thatRoom, virtualTimes, thoseCustomers, accounts, held, thoseLimits),
        algorithm,
        policy);
  }
}
