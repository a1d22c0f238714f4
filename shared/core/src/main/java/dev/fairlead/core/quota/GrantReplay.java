package dev.fairlead.core.quota;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goes through a log of who took and gave back what, and says what was not right: every moment at
 * which taking something put a node over its limits, and whatever was given back that nobody had. A
 * limit that is lowered below what is held is no fault; taking more then is.
 */
public final class GrantReplay {
  /**
   * What was not right.
   *
   * @param at the moment
   * @param subject the node that was over, or the holder that gave back what it did not have
   */
  public record Fault(long at, String subject, String message) {}

  private record Holding(Amounts amounts, List<String> nodes) {}

  private final Map<String, Limits> limits = new HashMap<>();
  private final Map<String, Amounts> held = new HashMap<>();
  private final Map<String, Holding> holders = new LinkedHashMap<>();
  private final List<Fault> faults = new ArrayList<>();

  private GrantReplay() {}

  /** All that was not right, in the order of the log. */
  public static List<Fault> faults(List<GrantEvent> log) {
    var replay = new GrantReplay();
    log.forEach(replay::take);
    return List.copyOf(replay.faults);
  }

  /** What holders still have at the end of the log: nothing, once all of them are over. */
  public static Map<String, Amounts> left(List<GrantEvent> log) {
    var replay = new GrantReplay();
    log.forEach(replay::take);
    var left = new LinkedHashMap<String, Amounts>();
    replay.holders.forEach((holder, holding) -> {
      if (!holding.amounts().isZero()) {
        left.put(holder, holding.amounts());
      }
    });
    return left;
  }

  private void take(GrantEvent event) {
    switch (event) {
      case GrantEvent.Limited limited -> limits.put(limited.node(), limited.limits());
      case GrantEvent.Taken taken -> take(taken);
      case GrantEvent.Freed freed -> free(freed.at(), freed.holder(), Optional.of(freed.amounts()));
      case GrantEvent.Ended ended -> free(ended.at(), ended.holder(), Optional.empty());
    }
  }

  private void take(GrantEvent.Taken taken) {
    var before = holders.getOrDefault(taken.holder(), new Holding(Amounts.NONE, taken.nodes()));
    if (!before.nodes().equals(taken.nodes())) {
      fault(taken.at(), taken.holder(), "counts under " + taken.nodes() + ", not as before");
    }
    holders.put(
        taken.holder(), new Holding(before.amounts().plus(taken.amounts()), before.nodes()));
    for (String node : before.nodes()) {
      Amounts now = held.merge(node, taken.amounts(), Amounts::plus);
      Limits most = limits.getOrDefault(node, Limits.NONE);
      // Only what was taken can be at fault: a limit may have been lowered before.
      var over =
          most.exceededBy(now).stream().filter(name -> taken.amounts().value(name) > 0).toList();
      if (!over.isEmpty()) {
        fault(taken.at(), node, "over " + over + " of " + most + " with " + now);
      }
    }
  }

  private void free(long at, String holder, Optional<Amounts> some) {
    Holding holding = holders.get(holder);
    if (holding == null) {
      fault(at, holder, "gave back, and had nothing");
      return;
    }
    Amounts freed = some.orElse(holding.amounts());
    if (!holding.amounts().covers(freed)) {
      fault(at, holder, "gave back " + freed + " of " + holding.amounts());
      return;
    }
    for (String node : holding.nodes()) {
      held.merge(node, freed, Amounts::minus);
    }
    if (some.isEmpty()) {
      holders.remove(holder);
    } else {
      holders.put(holder, new Holding(holding.amounts().minus(freed), holding.nodes()));
    }
  }

  private void fault(long at, String subject, String message) {
    faults.add(new Fault(at, subject, message));
  }
}
