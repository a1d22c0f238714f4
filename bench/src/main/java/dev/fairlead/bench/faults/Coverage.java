package dev.fairlead.bench.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each call was made, and how often what went wrong with it. */
final class Coverage {
  private static final class Row {
    private final Seed reachedBy;
    private long calls;
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);

    Row(Seed reachedBy) {
      this.reachedBy = reachedBy;
    }
  }

  private final Map<Site, Row> rows = new TreeMap<>();
  private Seed current = Seed.of(0);

  /** A run begins. */
  void begin(Seed seed) {
    current = seed;
  }

  void called(Site site) {
    row(site).calls++;
  }

  void injected(Site site, Fault fault) {
    row(site).faults.merge(fault, 1L, Long::sum);
  }

  long faults() {
    return rows.values().stream()
        .flatMap(row -> row.faults.entrySet().stream())
        .filter(entry -> !entry.getKey().isConcurrency())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * For each call that was made and never crashed before, or never after: a seed that gets there,
   * aimed at it.
   */
  List<Seed> withoutCrash() {
    var missing = new ArrayList<Seed>();
    rows.forEach((site, row) -> {
      for (boolean after : List.of(false, true)) {
        var aim = new Seed.Aim(site, after);
        if (!row.faults.containsKey(aim.fault())) {
          missing.add(row.reachedBy.aimedAt(aim));
        }
      }
    });
    return missing;
  }

  /** A line a call: how often it was made, then what went wrong how often. */
  List<String> table() {
    var lines = new ArrayList<String>();
    rows.forEach((site, row) -> {
      var line = new StringBuilder(site.toString());
      line.append(": ").append(row.calls).append(" calls");
      row.faults.forEach(
          (fault, times) -> line.append(", ").append(fault).append(' ').append(times));
      lines.add(line.toString());
    });
    return lines;
  }

  private Row row(Site site) {
    return rows.computeIfAbsent(site, _ -> new Row(current));
  }
}
