package dev.fairlead.bench.dispatch;

import dev.fairlead.bench.Figures;
import dev.fairlead.bench.home.TemporaryFolder;
import dev.fairlead.bench.metering.Bill;
import dev.fairlead.bench.metering.KeyWrites;
import dev.fairlead.bench.metering.MeteredHome;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.embedded.EmbeddedAdapters;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * How many agendas a second are admitted and claimed, with a short line behind them and with a long
 * one, and what that writes under one key.
 */
public final class DispatchBench {
  /** The line that others are measured against. */
  static final int SHORT = 100;

  private static final int STEP = 50;
  private static final double WANTED_PER_SECOND = 300;
  private static final double WANTED_RATIO = 0.9;
  private static final double MOST_WRITES_PER_SECOND = 600;

  private final int insights;
  private final int agendas;
  private final boolean isOnDisk;
  private final Consumer<String> progress;

  /**
   * A bench.
   *
   * @param insights among which the agendas are dealt out, 1 and up
   * @param agendas that are claimed while it is timed, 1 and up
   * @param isOnDisk whether the store is, else in memory
   */
  public DispatchBench(int insights, int agendas, boolean isOnDisk, Consumer<String> progress) {
    this.insights = insights;
    this.agendas = agendas;
    this.isOnDisk = isOnDisk;
    this.progress = progress;
  }

  /**
   * How fast it went.
   *
   * @param perCpuSecond of the only thread; a disk is waited for beside that
   */
  public record Rate(double perSecond, double perCpuSecond) {
    private String row(int backlog) {
      return String.format(
          Locale.ROOT,
          "line of %,d: %.0f agendas/s, %.0f a CPU second",
          backlog,
          perSecond,
          perCpuSecond);
    }
  }

  /**
   * What came of it.
   *
   * @param longLine agendas claimed with the long line
   * @param shortLine the same with {@value DispatchBench#SHORT} in line
   * @param tick the scheduler's look at all insights while nobody waits
   * @param hottest writes under the busiest key, of all agendas that were counted
   */
  public record Summary(
      int backlog, int agendas, Rate longLine, Rate shortLine, KeyWrites.Count hottest, Bill tick) {
    /** Of processor time: what others do on the machine does not count. */
    double ratio() {
      return longLine.perCpuSecond() / shortLine.perCpuSecond();
    }

    private double hottest(double rate) {
      return rate * hottest.writes() / agendas;
    }

    /** Whether it is as fast as it is meant to be, and nothing hotter than it may be by then. */
    public boolean passed() {
      return longLine.perSecond() >= WANTED_PER_SECOND
          && ratio() >= WANTED_RATIO
          && hottest(WANTED_PER_SECOND) <= MOST_WRITES_PER_SECOND;
    }

    /** For people. */
    public List<String> table() {
      return List.of(
          shortLine.row(SHORT),
          longLine.row(backlog),
          String.format(Locale.ROOT, "%.2f times as many a CPU second", ratio()),
          String.format(
              Locale.ROOT,
              "a tick: %.1f read units, %d write units",
              tick.readUnits(),
              tick.writeUnits()),
          String.format(
              Locale.ROOT,
              "busiest key: %s, %.2f writes and %.2f units an agenda, %.0f writes/s at %.0f"
                  + " agendas/s",
              hottest.key(),
              (double) hottest.writes() / agendas,
              (double) hottest.units() / agendas,
              hottest(WANTED_PER_SECOND),
              WANTED_PER_SECOND));
    }

    /** For programs. */
    public Json json() {
      return Json.object()
          .put("backlog", backlog)
          .put("agendasPerSecond", Figures.rounded(longLine.perSecond(), 1))
          .put("agendasPerCpuSecond", Figures.rounded(longLine.perCpuSecond(), 1))
          .put("shortLinePerSecond", Figures.rounded(shortLine.perSecond(), 1))
          .put("shortLinePerCpuSecond", Figures.rounded(shortLine.perCpuSecond(), 1))
          .put("ratio", Figures.rounded(ratio(), 3))
          .put("tickReadUnits", Figures.rounded(tick.readUnits(), 1))
          .put("tickWriteUnits", tick.writeUnits())
          .put("busiestKey", hottest.key())
          .put("busiestKeyWritesPerSecondAt300", Figures.rounded(hottest(WANTED_PER_SECOND), 1))
          .put("passed", passed())
          .build();
    }
  }

  /**
   * Runs it. The two lines take turns, so that the one is compiled no better than the other, and
   * what others do on the machine meets both; as many agendas again go before, to warm up.
   */
  public Summary run(int backlog) {
    return with(
        UnaryOperator.identity(),
        shortLine ->
            with(
                UnaryOperator.identity(),
                longLine -> {
                  progress.accept("filling the lines");
                  fill(shortLine, SHORT);
                  fill(longLine, backlog);
                  var shortWatch = new Stopwatch();
                  var longWatch = new Stopwatch();
                  progress.accept("warming up");
                  alternate(shortLine, new Stopwatch(), longLine, new Stopwatch());
                  progress.accept("timing");
                  alternate(shortLine, shortWatch, longLine, longWatch);
                  progress.accept("counting");
                  return new Summary(
                      backlog, agendas, longWatch.rate(), shortWatch.rate(), hottest(), tick());
                }));
  }

  private static void fill(Line line, int backlog) {
    line.submit(backlog);
    line.wake();
  }

  private void alternate(Line one, Stopwatch ofOne, Line other, Stopwatch ofOther) {
    for (int claimed = 0; claimed < agendas; claimed += STEP) {
      ofOne.time(one);
      ofOther.time(other);
    }
  }

  /** A line is filled up again as it is claimed; that takes place beside the clock. */
  private static final class Stopwatch {
    private long nanos;
    private long cpuNanos;
    private int claimed;

    void time(Line line) {
      line.submit(STEP);
      long began = System.nanoTime();
      long cpuBegan = cpuNanos();
      line.claim(STEP);
      nanos += System.nanoTime() - began;
      cpuNanos += cpuNanos() - cpuBegan;
      claimed += STEP;
    }

    Rate rate() {
      return new Rate(claimed / (nanos / 1e9), claimed / (cpuNanos / 1e9));
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Submits count: whatever is claimed came into line as fast. */
  private KeyWrites.Count hottest() {
    var counters = new ArrayList<KeyWrites>();
    return with(
        store -> {
          counters.add(new KeyWrites(store));
          return counters.getFirst();
        },
        line -> {
          line.submit(SHORT);
          line.claim(STEP);
          counters.getFirst().forget();
          for (int claimed = 0; claimed < agendas; claimed += STEP) {
            line.submit(STEP);
            line.claim(STEP);
          }
          return counters.getFirst().hottest().orElseThrow();
        });
  }

  private Bill tick() {
    var home = new MeteredHome();
    Line.build(home.unmetered(), insights);
    return home.fire(ScheduleSpec.SCHEDULER_TICK);
  }

  private interface Measured<T> {
    T of(Line line);
  }

  private <T> T with(UnaryOperator<ItemStore> meter, Measured<T> measured) {
    var clock = InstantSource.system();
    if (!isOnDisk) {
      try (var adapters = EmbeddedAdapters.inMemory(clock)) {
        return measured.of(new Line(adapters, meter, insights));
      }
    }
    Path folder = TemporaryFolder.of("dispatch");
    try (var adapters = EmbeddedAdapters.onDisk(folder, clock)) {
      return measured.of(new Line(adapters, meter, insights));
    } finally {
      TemporaryFolder.delete(folder);
    }
  }
}
