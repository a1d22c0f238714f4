package dev.fairlead.core.quota;

import dev.fairlead.core.json.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of each named thing there may be. A name that is absent has no limit; that is the
 * difference to {@link Amounts}, where it stands for 0. Immutable.
 */
public final class Limits {
  private static final long UNLIMITED = Long.MAX_VALUE;

  /** No limit on anything. */
  public static final Limits NONE =
      new Limits(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, NamedLongs.NONE);

  private final long agendas;
  private final long operations;
  private final long cpuMillis;
  private final long memoryMib;
  private final NamedLongs custom;

  private Limits(long agendas, long operations, long cpuMillis, long memoryMib, NamedLongs custom) {
    this.agendas = agendas;
    this.operations = operations;
    this.cpuMillis = cpuMillis;
    this.memoryMib = memoryMib;
    this.custom = custom;
  }

  /**
   * Limits by name, such as a stored row has them: cpu in thousandths of a core, memory in MiB.
   *
   * @throws IllegalArgumentException if one is below 0 or has a name that none may have
   */
  public static Limits ofMap(Map<String, Long> values) {
    values.forEach((name, value) -> {
      if (value < 0 || !(AmountName.USUAL.contains(name) || AmountName.isCustom(name))) {
        throw new IllegalArgumentException(name + ": " + value);
      }
    });
    var custom = new TreeMap<>(values);
    custom.keySet().removeAll(AmountName.USUAL);
    return new Limits(
        values.getOrDefault(AmountName.AGENDAS, UNLIMITED),
        values.getOrDefault(AmountName.OPERATIONS, UNLIMITED),
        values.getOrDefault(AmountName.CPU, UNLIMITED),
        values.getOrDefault(AmountName.MEMORY, UNLIMITED),
        NamedLongs.of(custom));
  }

  /** The limits there are, by name: what {@link #ofMap} takes. */
  public SortedMap<String, Long> asMap() {
    var values = new TreeMap<String, Long>();
    values.put(AmountName.AGENDAS, agendas);
    values.put(AmountName.OPERATIONS, operations);
    values.put(AmountName.CPU, cpuMillis);
    values.put(AmountName.MEMORY, memoryMib);
    custom.putInto(values);
    values.values().removeIf(value -> value == UNLIMITED);
    return Collections.unmodifiableSortedMap(values);
  }

  /** As people write it; limits of 0 are shown. */
  public Json.Obj json() {
    return AmountText.json(asMap());
  }

  /** Of each, the lower. */
  public Limits min(Limits other) {
    return new Limits(
        Math.min(agendas, other.agendas),
        Math.min(operations, other.operations),
        Math.min(cpuMillis, other.cpuMillis),
        Math.min(memoryMib, other.memoryMib),
        custom.merge(other.custom, UNLIMITED, UNLIMITED, Math::min));
  }

  /** These, and of what they don't name, the other's. */
  public Limits or(Limits other) {
    var all = new TreeMap<>(other.asMap());
    all.putAll(asMap());
    return ofMap(all);
  }

  /** What may still be taken while so much is held; 0 where more is held than may be. */
  public Limits left(Amounts held) {
    return new Limits(
        left(agendas, held.agendas()),
        left(operations, held.operations()),
        left(cpuMillis, held.cpuMillis()),
        left(memoryMib, held.memoryMib()),
        custom.merge(held.custom(), UNLIMITED, 0, Limits::left));
  }

  /** As much of what is asked for as there may be. */
  public Amounts atMost(Amounts asked) {
    var capped = new TreeMap<>(asked.asMap());
    capped.replaceAll((name, amount) -> Math.min(amount, value(name)));
    return Amounts.ofMap(capped);
  }

  /** The names of which there is more than may be, the usual ones first. */
  public List<String> exceededBy(Amounts held) {
    return held.asMap().entrySet().stream()
        .filter(amount -> amount.getValue() > value(amount.getKey()))
        .map(Map.Entry::getKey)
        .sorted(AmountText.ORDER)
        .toList();
  }

  /** The limit of that name; the largest number there is if it has none. */
  public long value(String name) {
    return switch (name) {
      case AmountName.AGENDAS -> agendas;
      case AmountName.OPERATIONS -> operations;
      case AmountName.CPU -> cpuMillis;
      case AmountName.MEMORY -> memoryMib;
      default -> custom.orElse(name, UNLIMITED);
    };
  }

  /** Whether nothing is limited. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** Whether anything but the number of agendas is limited: only then do operations need slots. */
  public boolean limitsOperations() {
    return operations != UNLIMITED
        || cpuMillis != UNLIMITED
        || memoryMib != UNLIMITED
        || !custom.isEmpty();
  }

  long agendas() {
    return agendas;
  }

  long operations() {
    return operations;
  }

  long cpuMillis() {
    return cpuMillis;
  }

  long memoryMib() {
    return memoryMib;
  }

  NamedLongs custom() {
    return custom;
  }

  private static long left(long limit, long held) {
    return limit == UNLIMITED ? UNLIMITED : Math.max(0, limit - held);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Limits same
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
