package dev.fairlead.bench.fanout;

import dev.fairlead.bench.home.HomeClient;
import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs agendas that are as wide as they may be, one after the other, and asks all the time how they
 * stand. Fails if one does not succeed.
 */
public final class FanOutBench {
  /** Between two questions: what is measured has the same two cores. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final HomeClient client;
  private final Consumer<String> out;

  /**
   * A bench.
   *
   * @param out gets a line for each agenda
   */
  public FanOutBench(HomeClient client, Consumer<String> out) {
    this.client = client;
    this.out = out;
  }

  /**
   * Runs an agenda of each shape, after another of each, so that what is measured is not the start
   * of the server's JVM.
   *
   * @param width operations between the first and the last, 1 and up
   */
  public Summary run(int width) {
    for (Shape shape : Shape.values()) {
      run(shape, width, "warm-up-" + shape, 0);
    }
    var results = new ArrayList<FanOut>();
    for (Shape shape : Shape.values()) {
      double units = (double) Units.of(shape.agenda(width)) / width;
      FanOut result = run(shape, width, "run-" + shape, units);
      out.accept(result.row());
      results.add(result);
    }
    return new Summary(results);
  }

  private FanOut run(Shape shape, int width, String key, double units) {
    Json agenda = shape.agenda(width);
    long begun = System.nanoTime();
    String id = client.submit(agenda, key).join();
    var accepted = Duration.ofNanos(System.nanoTime() - begun);
    List<Duration> looks = watch(id);
    Json.Obj run = client.agenda(id);
    if (!run.text("outcome").orElse("").equals("succeeded")) {
      throw new IllegalStateException("agenda " + id + " ended as " + run.text("outcome"));
    }
    Json.Obj many = shape == Shape.LIST ? client.items(id, "each") : run;
    return FanOut.of(shape, width, accepted, looks, run, many, units);
  }

  private List<Duration> watch(String id) {
    var looks = new ArrayList<Duration>();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      long begun = System.nanoTime();
      String state = client.standing(id).text("state").orElse("");
      if (state.equals("COMPLETE")) {
        return looks;
      }
      looks.add(Duration.ofNanos(System.nanoTime() - begun));
      pause();
    }
    throw new IllegalStateException("agenda " + id + " is not over after " + PATIENCE);
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped");
    }
  }

  /** Both together. */
  public static final class Summary {
    private final List<FanOut> results;

    Summary(List<FanOut> results) {
      this.results = List.copyOf(results);
    }

    /** A table for people. */
    public List<String> table() {
      return Stream.concat(Stream.of(FanOut.HEADING), results.stream().map(FanOut::row)).toList();
    }

    /** The same for programs. */
    public Json json() {
      return Json.object()
          .put("runs", Json.array(results.stream().map(FanOut::json).toList()))
          .build();
    }
  }
}
