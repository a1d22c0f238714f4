package dev.fairlead.bench.kill;

import dev.fairlead.bench.home.Checkout;
import dev.fairlead.bench.home.TemporaryFolder;
import dev.fairlead.core.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** The kill bench: a run for each seed, one after the other. */
public final class KillBench {
  private final Checkout checkout;
  private final Consumer<String> out;

  /**
   * A bench.
   *
   * @param out gets a line for each run, and what went wrong in it
   */
  public KillBench(Checkout checkout, Consumer<String> out) {
    this.checkout = checkout;
    this.out = out;
  }

  /**
   * Runs the seeds {@code firstSeed}, {@code firstSeed + 1}, … A run takes some ten seconds. Told
   * to stop, the JVM ends all processes that a run has started, and keeps none of its files.
   */
  public Summary run(int runs, long firstSeed) {
    var results = new ArrayList<RunResult>();
    for (long seed = firstSeed; seed < firstSeed + runs; seed++) {
      RunResult result = run(seed);
      results.add(result);
      out.accept(result.line());
      result.problems().forEach(problem -> out.accept("    " + problem));
      if (!result.passed()) {
        result.directory().ifPresent(kept -> out.accept("    kept: " + kept));
        out.accept("    again: ./fairlead bench kill --runs 1 --seed " + seed);
      }
    }
    return new Summary(results);
  }

  private RunResult run(long seed) {
    Path directory = TemporaryFolder.of("kill-" + seed);
    var random = new SplittableRandom(seed);
    var plan = KillPlan.of(random.split());
    var agenda = KillAgenda.of(random.split(), KillRun.ledgerIn(directory), checkout.hasWorker());
    var run = new KillRun(checkout, directory, plan, agenda, random.split());
    var hook =
        Thread.ofPlatform()
            .name("abandon")
            .unstarted(() -> {
              run.abandon();
              TemporaryFolder.delete(directory);
            });
    Runtime.getRuntime().addShutdownHook(hook);
    RunResult result = run.run(seed);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      throw new CancellationException("stopped");
    }
    if (result.passed()) {
      TemporaryFolder.delete(directory);
    }
    return result;
  }

  /** All runs together. */
  public static final class Summary {
    private final List<RunResult> results;

    Summary(List<RunResult> results) {
      this.results = List.copyOf(results);
    }

    /** Whether every run passed. */
    public boolean passed() {
      return results.stream().allMatch(RunResult::passed);
    }

    /** A table for people. */
    public List<String> table() {
      KillTimes ready = ready();
      KillTimes stalls = stalls();
      long passed = results.stream().filter(RunResult::passed).count();
      return List.of(
          row("runs", results.size() + ", " + passed + " passed"),
          row("kills", kills() + ""),
          row("starts", starts() + ", " + again() + " of them further attempts"),
          row("adopted", results.stream().mapToInt(RunResult::adopted).sum() + ""),
          row("start to ready", times(ready)),
          row("ready to next event", times(stalls)));
    }

    /** The same for programs. */
    public Json json() {
      return Json.object()
          .put("passed", passed())
          .put("kills", kills())
          .put("starts", starts())
          .put("again", again())
          .put("readyMedianMilliseconds", ready().median())
          .put("readyLongestMilliseconds", ready().longest())
          .put("stallMedianMilliseconds", stalls().median())
          .put("stallLongestMilliseconds", stalls().longest())
          .put("runs", Json.array(results.stream().map(RunResult::json).toList()))
          .build();
    }

    private int kills() {
      return results.stream().mapToInt(result -> result.plan().moments().size()).sum();
    }

    private int starts() {
      return results.stream().mapToInt(RunResult::starts).sum();
    }

    private int again() {
      return results.stream().mapToInt(RunResult::again).sum();
    }

    private KillTimes ready() {
      return KillTimes.all(results.stream().map(RunResult::ready).toList());
    }

    private KillTimes stalls() {
      return KillTimes.all(results.stream().map(RunResult::stalls).toList());
    }

    private static String times(KillTimes times) {
      return "median " + times.median() + " ms, longest " + times.longest() + " ms";
    }

    private static String row(String name, String value) {
      return String.format(Locale.ROOT, "%-20s %s", name, value);
    }
  }
}
