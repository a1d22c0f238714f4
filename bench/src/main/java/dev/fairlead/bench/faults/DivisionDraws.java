package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.Division.Act;
import dev.fairlead.bench.faults.PlannedAgenda.Asks;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Halt;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.quota.AmountName;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Random ways to divide what there is. Every agenda can be admitted, if by itself. */
final class DivisionDraws {
  private static final String INSIGHT = Insight.DEFAULT.id();
  private static final String LEFT = "left";
  private static final String RIGHT = "right";
  private static final List<String> ALGORITHMS = List.of("fifo", "fifo", "fair", "priority");
  private static final List<String> WEIGHTS = List.of("0.5", "1", "2", "8");

  /** What limits are counted by. */
  private static final Map<String, Integer> UNITS =
      new TreeMap<>(
          Map.of(
              AmountName.AGENDAS,
              1,
              AmountName.OPERATIONS,
              1,
              AmountName.CPU,
              500,
              AmountName.MEMORY,
              512,
              PlannedInsight.CUSTOM,
              1));

  private final RandomGenerator chance;

  DivisionDraws(RandomGenerator chance) {
    this.chance = chance;
  }

  /** Has agendas ask for something of what there is. */
  List<PlannedAgenda> asking(List<PlannedAgenda> agendas) {
    var asking = new ArrayList<PlannedAgenda>();
    for (PlannedAgenda agenda : agendas) {
      var asks =
          new Asks(chance.nextInt(3) == 0 ? chance.nextInt(21) - 10 : 0, chance.nextBoolean());
      asking.add(agenda.asking(asks, this::requests));
    }
    return asking;
  }

  private Amounts requests(PlannedOperation operation) {
    if (operation.isChild() || chance.nextInt(3) > 0) {
      return Amounts.NONE;
    }
    var some = new TreeMap<String, Long>();
    UNITS.forEach((name, unit) -> {
      if (!name.equals(AmountName.AGENDAS) && chance.nextInt(3) == 0) {
        some.put(name, (long) unit * (1 + chance.nextInt(2)));
      }
    });
    return Amounts.ofMap(some);
  }

  /** A way to divide among these. */
  Division division(List<PlannedAgenda> agendas) {
    Amounts least = agendas.stream().map(PlannedAgenda::floor).reduce(Amounts.NONE, Amounts::max);
    boolean isPooled = chance.nextBoolean();
    Map<String, PlannedInsight> insights = new TreeMap<>();
    PlannedInsight first = insight(least);
    Optional<PlannedPool> pool = Optional.empty();
    if (isPooled) {
      PoolDraws.Drawn drawn = pool(least);
      pool = Optional.of(drawn.pool());
      insights.put(LEFT, first.ranked(0).owning(drawn.first()).taking(types()));
      insights.put(RIGHT, insight(least).ranked(1).owning(drawn.second()));
    } else {
      insights.put(INSIGHT, first);
    }
    Map<CustomerId, Json.Obj> customers = new HashMap<>();
    for (CustomerId customer : Workload.customers()) {
      if (isPooled || chance.nextBoolean()) {
        customers.put(customer, customer(customer, least, isPooled));
      }
    }
    return new Division(pool, insights, customers, acts(isPooled, least));
  }

  private PoolDraws.Drawn pool(Amounts least) {
    return chance.nextInt(6) == 0
        ? new PoolDraws.Drawn(PlannedPool.UNLIMITED, Optional.empty(), Optional.empty())
        : new PoolDraws(chance, UNITS).pool(least);
  }

  private List<Act> acts(boolean isPooled, Amounts least) {
    var acts = new ArrayList<Act>();
    String insight = isPooled ? LEFT : INSIGHT;
    Optional<Act.Stop> stop =
        isPooled
            ? Optional.of(stopInPool())
            : Optional.of(new Act.Stop(stopAfter(), ObjectKind.INSIGHT, INSIGHT, Halt.How.HELD))
                .filter(_ -> chance.nextInt(4) == 0);
    stop.ifPresent(acts::add);
    if (isPooled || chance.nextInt(3) == 0) {
      PlannedInsight terms = insight(least);
      acts.add(new Act.Change(chance.nextInt(20_000), insight, isPooled ? terms.ranked(2) : terms));
    }
    if (isPooled) {
      acts.add(new Act.Rebind(chance.nextInt(5_000), insight));
    }
    List<Act> lowering = chance.nextBoolean() ? lowering(isPooled, least) : List.of();
    // While it is lower some wait there, and it is tried to have them dispatched.
    lowering.stream().limit(1).forEach(acts::add);
    stop.map(what -> new Act.Release(chance.nextInt(60_000), what.kind(), what.id()))
        .ifPresent(acts::add);
    lowering.stream().skip(1).forEach(acts::add);
    return acts;
  }

  /** Limits that not all fit under for a while, if some need more than the least of anything. */
  private List<Act> lowering(boolean isPooled, Amounts least) {
    List<Map.Entry<String, Integer>> more =
        UNITS.entrySet().stream()
            .filter(unit -> least.value(unit.getKey()) > unit.getValue())
            .toList();
    if (more.isEmpty()) {
      return List.of();
    }
    Map.Entry<String, Integer> unit = more.get(chance.nextInt(more.size()));
    String name = unit.getKey();
    PlannedInsight drawn = insight(least);
    String insight = isPooled ? RIGHT : INSIGHT;
    PlannedInsight after = isPooled ? drawn.ranked(1) : drawn;
    Limits lower = Limits.ofMap(Map.of(name, least.value(name) - unit.getValue()));
    return List.of(
        new Act.Change(chance.nextInt(5_000), insight, after.within(lower)),
        new Act.Change(chance.nextInt(90_000), insight, after));
  }

  /** Often such that the other insight gets agendas, too. */
  private List<String> types() {
    return chance.nextBoolean()
        ? PlannedInsight.TYPES
        : List.of(PlannedInsight.TYPES.get(chance.nextInt(PlannedInsight.TYPES.size())));
  }

  private int stopAfter() {
    return chance.nextInt(10_000);
  }

  private Act.Stop stopInPool() {
    Halt.How how = chance.nextBoolean() ? Halt.How.HELD : Halt.How.DRAINING;
    return switch (chance.nextInt(4)) {
      case 0 -> new Act.Stop(stopAfter(), ObjectKind.INSIGHT, LEFT, how);
      case 1 -> new Act.Stop(stopAfter(), ObjectKind.INSIGHT, RIGHT, how);
      default -> new Act.Stop(stopAfter(), ObjectKind.RESOURCE_POOL, PlannedInsight.POOL, how);
    };
  }

  private PlannedInsight insight(Amounts least) {
    return new PlannedInsight(
        ALGORITHMS.get(chance.nextInt(ALGORITHMS.size())),
        chance.nextInt(4) == 0 ? 1 : 100,
        chance.nextInt(4) > 0 ? limits(least) : Limits.NONE,
        chance.nextInt(3) == 0 ? limits(least) : Limits.NONE,
        1 + chance.nextInt(60),
        chance.nextInt(4) == 0 ? Optional.of(1 + chance.nextInt(60)) : Optional.empty(),
        chance.nextInt(4) == 0 ? chance.nextInt(20) : 0,
        Optional.empty(),
        Optional.empty(),
        PlannedInsight.TYPES);
  }

  private Json.Obj customer(CustomerId customer, Amounts least, boolean isPooled) {
    Json.Builder fields =
        Json.object()
            .put("title", customer.value())
            .putIfPresent(
                "resourcePoolId",
                Optional.of(PlannedInsight.POOL).filter(_ -> isPooled).map(Json::of))
            .put("weight", Json.of(new BigDecimal(WEIGHTS.get(chance.nextInt(WEIGHTS.size())))));
    return chance.nextInt(3) == 0
        ? fields.put("limits", limits(least).json()).build()
        : fields.build();
  }

  /** Room for so much, and for little more. */
  private Limits limits(Amounts least) {
    Map<String, Long> some = new HashMap<>();
    UNITS.forEach((name, unit) -> {
      if (chance.nextInt(3) == 0) {
        some.put(name, Math.max(unit, least.value(name)) + (long) unit * chance.nextInt(3));
      }
    });
    return Limits.ofMap(some);
  }
}
