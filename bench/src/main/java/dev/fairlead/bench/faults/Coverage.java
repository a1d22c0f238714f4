package dev.fairlead.bench.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How often each call was made, and how often what went wrong with it. */
final class Coverage {
  private static final int SITE_WIDTH = 43;
  private static final int WIDTH = 7;

  private static final class Row {
    private Seed reachedBy;
    private long calls;
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);

    Row(Seed reachedBy) {
      this.reachedBy = reachedBy;
    }

    long times(Fault fault) {
      return faults.getOrDefault(fault, 0L);
    }
  }

  private final Map<Site, Row> rows = new HashMap<>();
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

  /** Takes in what another saw; whoever saw what, and in whatever order, comes to the same. */
  void add(Coverage other) {
    other.rows.forEach((site, theirs) -> {
      Row row = rows.computeIfAbsent(site, _ -> new Row(theirs.reachedBy));
      if (theirs.reachedBy.code() < row.reachedBy.code()) {
        row.reachedBy = theirs.reachedBy;
      }
      row.calls += theirs.calls;
      theirs.faults.forEach((fault, times) -> row.faults.merge(fault, times, Long::sum));
    });
  }

  /**
   * For each call that was made and each fault it never had: a seed that gets there, aimed at it.
   */
  List<Seed> untried() {
    var missing = new ArrayList<Seed>();
    sorted()
        .forEach((site, row) ->
            site.call().kinds().stream()
                .filter(fault -> row.times(fault) == 0)
                .forEach(fault -> missing.add(row.reachedBy.aimedAt(new Seed.Aim(site, fault)))));
    return missing;
  }

  /** The sites whose calls were made. */
  List<Site> sites() {
    return List.copyOf(sorted().keySet());
  }

  /** Calls by faults: a line each, under one with the names of the faults, over their meanings. */
  List<String> table() {
    var lines = new ArrayList<String>();
    lines.add(line("who calls what", "calls", fault -> fault.label()));
    sorted()
        .forEach((site, row) ->
            lines.add(
                line(
                    site.toString(),
                    String.valueOf(row.calls),
                    fault ->
                        site.call().kinds().contains(fault)
                            ? String.valueOf(row.times(fault))
                            : ".")));
    lines.add(
        Arrays.stream(Fault.values())
            .map(fault -> fault.label() + " " + fault.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "))
            .replace('_', ' '));
    return lines;
  }

  private Map<Site, Row> sorted() {
    return new TreeMap<>(rows);
  }

  private interface Cell {
    String of(Fault fault);
  }

  private static String line(String site, String calls, Cell cell) {
    var line = new StringBuilder(site);
    pad(line, calls, SITE_WIDTH + WIDTH + 1);
    int end = line.length();
    for (Fault fault : Fault.values()) {
      end += WIDTH;
      pad(line, cell.of(fault), end);
    }
    return line.toString();
  }

  /** Appends a text so that it ends in this column, after one space at least. */
  private static void pad(StringBuilder line, String text, int end) {
    line.append(" ".repeat(Math.max(1, end - line.length() - text.length()))).append(text);
  }

  private Row row(Site site) {
    return rows.computeIfAbsent(site, _ -> new Row(current));
  }
}
