package dev.fairlead.core.quota;

import dev.fairlead.core.json.Json;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * So much of each of a few named things: {@code agendas}, {@code operations}, {@code cpu} in
 * thousandths of a core, {@code memory} in MiB, and whatever an environment names itself. A name
 * that is absent stands for 0; no amount is below 0. Immutable. To add or compare costs some
 * nanoseconds, and some tens with names of one's own.
 */
public final class Amounts {
  /** Nothing of anything. */
  public static final Amounts NONE = new Amounts(0, 0, 0, 0, NamedLongs.NONE);

  /** The most that can be asked for of one thing: a million cores, almost a PiB. */
  public static final long MAX = 1_000_000_000;

  /** What memory goes with one core: a slot is whichever of the two there is more of. */
  public static final long MIB_PER_SLOT = 4096;

  private static final long MILLIS_PER_CORE = 1000;

  private final long agendas;
  private final long operations;
  private final long cpuMillis;
  private final long memoryMib;
  private final NamedLongs custom;

  private Amounts(
      long agendas, long operations, long cpuMillis, long memoryMib, NamedLongs custom) {
    this.agendas = agendas;
    this.operations = operations;
    this.cpuMillis = cpuMillis;
    this.memoryMib = memoryMib;
    this.custom = custom;
  }

  /**
   * Amounts of what every environment has.
   *
   * @throws IllegalArgumentException if one is below 0
   */
  public static Amounts of(long agendas, long operations, long cpuMillis, long memoryMib) {
    return checked(new Amounts(agendas, operations, cpuMillis, memoryMib, NamedLongs.NONE));
  }

  /**
   * Amounts by name, such as a stored row has them.
   *
   * @throws IllegalArgumentException if one is below 0 or has a name that none may have
   */
  public static Amounts ofMap(Map<String, Long> values) {
    var custom = new TreeMap<>(values);
    custom.keySet().removeAll(AmountName.USUAL);
    custom.forEach((name, value) -> {
      if (!AmountName.isCustom(name) || value < 0) {
        throw new IllegalArgumentException(name + ": " + value);
      }
    });
    custom.values().removeIf(value -> value == 0);
    return checked(
        new Amounts(
            values.getOrDefault(AmountName.AGENDAS, 0L),
            values.getOrDefault(AmountName.OPERATIONS, 0L),
            values.getOrDefault(AmountName.CPU, 0L),
            values.getOrDefault(AmountName.MEMORY, 0L),
            NamedLongs.of(custom)));
  }

  private static Amounts checked(Amounts made) {
    if ((made.agendas | made.operations | made.cpuMillis | made.memoryMib) < 0) {
      throw new IllegalArgumentException("An amount is below 0: " + made);
    }
    return made;
  }

  /** The amounts that are not 0, by name: what {@link #ofMap} takes. */
  public SortedMap<String, Long> asMap() {
    var values = new TreeMap<String, Long>();
    values.put(AmountName.AGENDAS, agendas);
    values.put(AmountName.OPERATIONS, operations);
    values.put(AmountName.CPU, cpuMillis);
    values.put(AmountName.MEMORY, memoryMib);
    custom.putInto(values);
    values.values().removeIf(value -> value == 0);
    return Collections.unmodifiableSortedMap(values);
  }

  /** As people write it: {@code {"operations": 2, "cpu": "500m", "memory": "4Gi"}}. */
  public Json.Obj json() {
    return AmountText.json(asMap());
  }

  public long agendas() {
    return agendas;
  }

  public long operations() {
    return operations;
  }

  /** Thousandths of a core. */
  public long cpuMillis() {
    return cpuMillis;
  }

  public long memoryMib() {
    return memoryMib;
  }

  /** The amount of that name; 0 if it is not there. */
  public long value(String name) {
    return switch (name) {
      case AmountName.AGENDAS -> agendas;
      case AmountName.OPERATIONS -> operations;
      case AmountName.CPU -> cpuMillis;
      case AmountName.MEMORY -> memoryMib;
      default -> custom.orElse(name, 0);
    };
  }

  /** The same with another number of agendas, 0 or more. */
  public Amounts withAgendas(long count) {
    return checked(new Amounts(count, operations, cpuMillis, memoryMib, custom));
  }

  /** The same with another number of operations, 0 or more. */
  public Amounts withOperations(long count) {
    return checked(new Amounts(agendas, count, cpuMillis, memoryMib, custom));
  }

  /** The same with so many MiB of memory, 0 or more. */
  public Amounts withMemory(long mib) {
    return checked(new Amounts(agendas, operations, cpuMillis, mib, custom));
  }

  /** Both together. */
  public Amounts plus(Amounts other) {
    return new Amounts(
        Math.addExact(agendas, other.agendas),
        Math.addExact(operations, other.operations),
        Math.addExact(cpuMillis, other.cpuMillis),
        Math.addExact(memoryMib, other.memoryMib),
        custom.merge(other.custom, 0, 0, Math::addExact));
  }

  /**
   * What is left of this without the other.
   *
   * @throws IllegalArgumentException if the other has more of something: it was counted twice
   */
  public Amounts minus(Amounts other) {
    if (!covers(other)) {
      throw new IllegalArgumentException(other + " is not part of " + this);
    }
    return without(other);
  }

  /** What this has beyond the other; where the other has more, 0. */
  public Amounts without(Amounts other) {
    return new Amounts(
        Math.max(0, agendas - other.agendas),
        Math.max(0, operations - other.operations),
        Math.max(0, cpuMillis - other.cpuMillis),
        Math.max(0, memoryMib - other.memoryMib),
        custom.merge(other.custom, 0, 0, (mine, theirs) -> Math.max(0, mine - theirs)));
  }

  /** Of each, the larger. */
  public Amounts max(Amounts other) {
    return new Amounts(
        Math.max(agendas, other.agendas),
        Math.max(operations, other.operations),
        Math.max(cpuMillis, other.cpuMillis),
        Math.max(memoryMib, other.memoryMib),
        custom.merge(other.custom, 0, 0, Math::max));
  }

  /** Of each, the smaller. */
  public Amounts min(Amounts other) {
    return new Amounts(
        Math.min(agendas, other.agendas),
        Math.min(operations, other.operations),
        Math.min(cpuMillis, other.cpuMillis),
        Math.min(memoryMib, other.memoryMib),
        custom.merge(other.custom, 0, 0, Math::min));
  }

  /** So many times this; 0 or more. */
  public Amounts times(long count) {
    return checked(
        new Amounts(
            Math.multiplyExact(agendas, count),
            Math.multiplyExact(operations, count),
            Math.multiplyExact(cpuMillis, count),
            Math.multiplyExact(memoryMib, count),
            custom.merge(NamedLongs.NONE, 0, 0, (mine, _) -> Math.multiplyExact(mine, count))));
  }

  /** Whether the other is part of this: none of its amounts is larger. */
  public boolean covers(Amounts other) {
    return other.agendas <= agendas
        && other.operations <= operations
        && other.cpuMillis <= cpuMillis
        && other.memoryMib <= memoryMib
        && (other.custom.isEmpty() || other.custom.merge(custom, 0, 0, Amounts::excess).isEmpty());
  }

  /** Whether no amount is over its limit. A name without a limit fits always. */
  public boolean fits(Limits limits) {
    return agendas <= limits.agendas()
        && operations <= limits.operations()
        && cpuMillis <= limits.cpuMillis()
        && memoryMib <= limits.memoryMib()
        && (custom.isEmpty() || custom.isWithin(limits.custom()));
  }

  public boolean isZero() {
    return (agendas | operations | cpuMillis | memoryMib) == 0 && custom.isEmpty();
  }

  /**
   * How many slots this takes: as many as it has operations, cores, or times 4 GiB of memory,
   * whichever is most. A slot-second is one of them for a second.
   */
  public double slots() {
    return Math.max(
        (double) operations,
        Math.max((double) cpuMillis / MILLIS_PER_CORE, (double) memoryMib / MIB_PER_SLOT));
  }

  NamedLongs custom() {
    return custom;
  }

  private static long excess(long asked, long held) {
    return Math.max(0, asked - held);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Amounts same
        && agendas == same.agendas
        && operations == same.operations
        && cpuMillis == same.cpuMillis
        && memoryMib == same.memoryMib
        && custom.equals(same.custom);
  }

  @Override
  public int hashCode() {
    int hash = Long.hashCode(agendas);
    hash = 31 * hash + Long.hashCode(operations);
    hash = 31 * hash + Long.hashCode(cpuMillis);
    hash = 31 * hash + Long.hashCode(memoryMib);
    return 31 * hash + custom.hashCode();
  }

  @Override
  public String toString() {
    return AmountText.text(asMap());
  }
}
