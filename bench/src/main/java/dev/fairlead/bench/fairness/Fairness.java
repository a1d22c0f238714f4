package dev.fairlead.bench.fairness;

import static dev.fairlead.bench.Figures.rounded;

import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What came out.
 *
 * @param runs of customers that never run out: fair, oracle, dispatch-count, round-robin
 * @param control the flooder's agendas, spread over as many customers as are quiet
 * @param etas of each algorithm, how often forecasts were right; none of short runs
 */
public record Fairness(
    int customers,
    int minutes,
    long seed,
    List<BackloggedRun> runs,
    OpenRun control,
    OpenRun flood,
    PriorityRun priority,
    List<EtaCoverage> etas) {
  private static final Set<String> CHECKED_ETAS = Set.of("fifo", "fair");
  private static final double WORST_WINDOW = 0.97;
  private static final double WHOLE = 0.995;
  private static final double FROM_ORACLE = 0.02;
  private static final double VOID_ABOVE = 0.7;
  private static final double QUIET_RATIO = 1.5;
  private static final double MOST_IDLE = 0.01;

  public Fairness {
    runs = List.copyOf(runs);
    etas = List.copyOf(etas);
  }

  /** One thing that has to hold. */
  private record Check(String name, boolean holds) {}

  private BackloggedRun fair() {
    return runs.get(0);
  }

  /** Whether durations differ too little for the run to show anything. */
  boolean isVoid() {
    return runs.get(2).jainOfAll() >= VOID_ABOVE;
  }

  private static double worst(BackloggedRun run) {
    return run.jainOfWindows().stream().mapToDouble(Double::doubleValue).min().orElse(1);
  }

  private double quietLimitSeconds() {
    return QUIET_RATIO * control.quietP99Seconds() + flood.quietMeanSeconds();
  }

  private List<Check> checks() {
    BackloggedRun fair = fair();
    BackloggedRun oracle = runs.get(1);
    var checks = new ArrayList<Check>();
    checks.addAll(
        List.of(
            new Check("dispatch-count is under 0.7, else all is void", !isVoid()),
            new Check("Jain at least 0.97 in the worst window", worst(fair) >= WORST_WINDOW),
            new Check("Jain at least 0.995 over all", fair.jainOfAll() >= WHOLE),
            new Check(
                "within 0.02 of the oracle",
                worst(fair) >= worst(oracle) - FROM_ORACLE
                    && fair.jainOfAll() >= oracle.jainOfAll() - FROM_ORACLE),
            new Check("lag never over its bound", fair.mostLagRatio() <= 1),
            new Check("nobody starves beyond the bound", fair.starvationRatio() <= 1),
            new Check("at most 1 % idle while agendas wait", fair.idle() <= MOST_IDLE),
            new Check("0 slots over", runs.stream().allMatch(run -> run.over() == 0)),
            new Check(
                "quiet customers' p99 wait at most 1.5 times the control's and one mean duration",
                flood.quietP99Seconds() <= quietLimitSeconds()),
            new Check("no priority inversion", priority.inversionsPerThousand() == 0)));
    etas.stream()
        .filter(eta -> CHECKED_ETAS.contains(eta.algorithm()))
        .forEach(eta ->
            checks.add(
                new Check(
                    "70 to 90 % of starts and of ends in their 80 % under " + eta.algorithm(),
                    eta.holds())));
    return checks;
  }

  /** Whether all that has to hold does. */
  public boolean passed() {
    return checks().stream().allMatch(Check::holds);
  }

  public List<String> table() {
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-15s %8s %8s %9s %9s %8s %7s %5s",
            "BY",
            "WORST5M",
            "ALL",
            "MAXLAG",
            "BOUND",
            "STARVE",
            "IDLE",
            "OVER"));
    for (BackloggedRun run : runs) {
      boolean bounded = run.way().settles();
      lines.add(
          String.format(
              Locale.ROOT,
              "%-15s %8.4f %8.4f %9.0f %9s %8s %6.2f%% %5d",
              run.way().name(),
              worst(run),
              run.jainOfAll(),
              run.mostLag(),
              bounded ? Long.toString(Math.round(run.lagBound())) : "-",
              bounded ? String.format(Locale.ROOT, "%.2f", run.starvationRatio()) : "-",
              100 * run.idle(),
              run.over()));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "quiet customers' p99 wait: %.2f s with a flooder (%.1f %% busy), %.2f s without"
                + " (%.1f %%); limit %.2f s",
            flood.quietP99Seconds(),
            100 * flood.busy(),
            control.quietP99Seconds(),
            100 * control.busy(),
            quietLimitSeconds()));
    lines.add(
        String.format(
            Locale.ROOT,
            "priority inversions: %.3f in 1,000 of %d dispatches",
            priority.inversionsPerThousand(),
            priority.dispatches()));
    for (EtaCoverage run : etas) {
      lines.add(
          String.format(
              Locale.ROOT,
              "eta under %-8s %4d forecasts of 80 %%: %.1f %% of starts within, %.1f %% of ends",
              run.algorithm(),
              run.forecasts(),
              100 * run.startPart(),
              100 * run.endPart()));
    }
    checks().forEach(check -> lines.add((check.holds() ? "ok    " : "FAILS ") + check.name()));
    return lines;
  }

  public Json json() {
    var checks = Json.object();
    checks().forEach(check -> checks.put(check.name(), check.holds()));
    return Json.object()
        .put("customers", customers)
        .put("minutes", minutes)
        .put("slots", BackloggedRun.SLOTS)
        .put("seed", seed)
        .put("void", isVoid())
        .put("runs", Json.array(runs.stream().map(Fairness::json).toList()))
        .put(
            "flood",
            Json.object()
                .put("quietP99WaitSeconds", rounded(flood.quietP99Seconds(), 3))
                .put("controlQuietP99WaitSeconds", rounded(control.quietP99Seconds(), 3))
                .put("limitSeconds", rounded(quietLimitSeconds(), 3))
                .put("meanDurationSeconds", rounded(flood.quietMeanSeconds(), 3))
                .put("busy", rounded(flood.busy(), 4))
                .put("controlBusy", rounded(control.busy(), 4))
                .build())
        .put(
            "priority",
            Json.object()
                .put("dispatches", priority.dispatches())
                .put("inversionsPerThousand", rounded(priority.inversionsPerThousand(), 3))
                .build())
        .put("etaCoverage", etaCoverage())
        .put("checks", checks.build())
        .put("passed", passed())
        .build();
  }

  private Json etaCoverage() {
    var json = Json.object();
    etas.forEach(run ->
        json.put(
            run.algorithm(),
            Json.object()
                .put("forecasts", run.forecasts())
                .put("starts", rounded(run.startPart(), 4))
                .put("ends", rounded(run.endPart(), 4))
                .build()));
    return json.build();
  }

  private static Json json(BackloggedRun run) {
    var json =
        Json.object()
            .put("by", run.way().name())
            .put("jainWorstWindow", rounded(worst(run), 4))
            .put("jain", rounded(run.jainOfAll(), 4))
            .put(
                "jainOfWindows",
                Json.array(run.jainOfWindows().stream().map(jain -> rounded(jain, 4)).toList()))
            .put("maxLagSlotSeconds", rounded(run.mostLag(), 1))
            .put("idleWhileWaiting", rounded(run.idle(), 6))
            .put("slotsOver", run.over())
            .put("dispatches", run.dispatches());
    if (run.way().settles()) {
      json.put("lagBoundSlotSeconds", rounded(run.lagBound(), 1))
          .put("maxLagOverBound", rounded(run.mostLagRatio(), 4))
          .put("starvationAgeOverBound", rounded(run.starvationRatio(), 4));
    }
    return json.build();
  }
}
