package dev.fairlead.bench.makespan;

import dev.fairlead.bench.home.HomeClient;
import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Runs recordings at a mean duration, one after the other, so that each has the stack for itself,
 * and compares how long each took with its critical path.
 */
public final class MakespanBench {
  private static final Duration POLL = Duration.ofMillis(100);

  /** Beyond what the critical path says, before a run counts as stuck. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final MathContext DIGITS = new MathContext(12);
  private static final long SEED = 1;

  private final HomeClient client;
  private final Consumer<String> out;

  /**
   * A bench.
   *
   * @param out gets a line for each run, and what went wrong in it
   */
  public MakespanBench(HomeClient client, Consumer<String> out) {
    this.client = client;
    this.out = out;
  }

  /** What is run when no file is named: ours, from 42 tasks to a thousand. */
  public static List<Recording> generated() {
    return GeneratedRecording.all(SEED);
  }

  /** Has the stack do a little of everything, so that what is measured is not its start. */
  public void warmUp() {
    var agenda = GeneratedRecording.forkJoin(SEED, 300).agenda(new BigDecimal("0.001"));
    await(client.submit(agenda, "warm-up").join(), Duration.ZERO);
  }

  /** Runs every recording at every mean. */
  public Summary run(List<Recording> recordings, List<Duration> means) {
    var results = new ArrayList<Makespan>();
    for (Duration mean : means) {
      for (Recording recording : recordings) {
        var result = run(recording, mean, results.size());
        results.add(result);
        out.accept(result.line());
        result.violations().stream().limit(10).forEach(each -> out.accept("    " + each));
      }
    }
    return new Summary(results);
  }

  private Makespan run(Recording recording, Duration mean, int number) {
    var shape = Shape.of(recording.agenda(BigDecimal.ONE));
    if (shape.work().isZero()) {
      throw new IllegalArgumentException(recording.name() + " lasts no time at all.");
    }
    var timeScale =
        BigDecimal.valueOf(mean.toNanos())
            .multiply(BigDecimal.valueOf(shape.operations()))
            .divide(BigDecimal.valueOf(shape.work().toNanos()), DIGITS);
    var id = client.submit(recording.agenda(timeScale), "run-" + number).join();
    var expected = Makespan.scaled(shape.criticalPath(), timeScale);
    await(id, expected);
    return Makespan.of(recording.name(), shape, mean, timeScale, client.agenda(id));
  }

  /** Asks seldom, and not before it can be over: what is measured has the same two cores. */
  private void await(String id, Duration expected) {
    pause(expected);
    var limit = PATIENCE.plus(expected);
    for (var waited = Duration.ZERO; waited.compareTo(limit) < 0; waited = waited.plus(POLL)) {
      if (client.state(id).equals("COMPLETE")) {
        return;
      }
      pause(POLL);
    }
    throw new IllegalStateException("agenda " + id + " is not over after " + limit);
  }

  private static void pause(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped");
    }
  }

  /** All runs together. */
  public static final class Summary {
    private final List<Makespan> results;

    Summary(List<Makespan> results) {
      this.results = List.copyOf(results);
    }

    /** Whether every run went right, however long it took. */
    public boolean passed() {
      return results.stream().allMatch(result -> result.violations().isEmpty());
    }

    /** A table for people. */
    public List<String> table() {
      var lines = new ArrayList<String>();
      lines.add(Makespan.HEADING);
      results.forEach(result -> lines.add(result.row()));
      return lines;
    }

    /** The same for programs. */
    public Json json() {
      return Json.object()
          .put("passed", passed())
          .put("runs", Json.array(results.stream().map(Makespan::json).toList()))
          .build();
    }
  }
}
