package dev.fairlead.core.scheduling;

import dev.fairlead.core.id.CustomerId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be done.
 *
 * @param picks those to dispatch, first to go first
 * @param exhausted customers whose next agenda would go over their ceiling: they leave the contest
 *     until something of theirs ends
 * @param finishTags F of each account that was picked from, after its picks
 * @param virtualTimes V of each lane, after the picks
 */
public record Decision(
    List<Pick> picks,
    Stop stop,
    Set<CustomerId> exhausted,
    Map<AccountKey, Double> finishTags,
    Map<Integer, Double> virtualTimes) {
  public Decision {
    picks = List.copyOf(picks);
    exhausted = Set.copyOf(exhausted);
    finishTags = Map.copyOf(finishTags);
    virtualTimes = Map.copyOf(virtualTimes);
  }
}
