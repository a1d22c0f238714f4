package dev.fairlead.bench.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How often each call was made, and how often what went wrong with it. */
final class Coverage {
  private static final Set<Fault> CRASHES = EnumSet.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER);

  private static final class Row {
    private long calls;
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
  }

  private final Map<Site, Row> rows = new TreeMap<>();

  void called(Site site) {
    row(site).calls++;
  }

  void injected(Site site, Fault fault) {
    row(site).faults.merge(fault, 1L, Long::sum);
  }

  void add(Coverage other) {
    other.rows.forEach((site, row) -> {
      Row sum = row(site);
      sum.calls += row.calls;
      row.faults.forEach((fault, times) -> sum.faults.merge(fault, times, Long::sum));
    });
  }

  long faults() {
    return rows.values().stream()
        .flatMap(row -> row.faults.entrySet().stream())
        .filter(entry -> !entry.getKey().isConcurrency())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  Set<Site> sites() {
    return rows.keySet();
  }

  /** Calls that were made and never crashed before, or never after. */
  List<String> withoutCrash() {
    var missing = new ArrayList<String>();
    rows.forEach((site, row) -> {
      for (Fault crash : CRASHES) {
        if (!row.faults.containsKey(crash)) {
          missing.add(site + " " + crash + " (of " + row.calls + " calls)");
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
    return rows.computeIfAbsent(site, _ -> new Row());
  }
}
