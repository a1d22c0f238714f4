package dev.fairlead.core.outlook;

import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.agenda.Phase;
import dev.fairlead.core.agenda.SimulatedTime;
import dev.fairlead.core.explain.RunFacts;
import dev.fairlead.core.explain.WorkKind;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.Plan;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.core.scheduling.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a running agenda ends: by its remaining critical path where something is known of every
 * operation that is left, else by what agendas of its shape take.
 *
 * <p>An operation lasts as it says (timers and simulated work), or as those of its type lasted that
 * this agenda has done; what is drawn is drawn anew each time. As if nothing had to wait for a slot
 * or for its turn, and nothing failed: a run is rarely over sooner.
 *
 * <p>Cost: at most 200 longest paths, and 200,000 operations looked at in all, but 20 paths at the
 * least.
 *
 * @see "Kelley, Walker: Critical-Path Planning and Scheduling, 1959; Malcolm, Roseboom, Clark,
 *     Fazar: Application of a Technique for Research and Development Program Evaluation, 1959"
 */
public final class RunForecast {
  private static final int OPERATIONS = 200_000;
  private static final int LEAST_DRAWS = 20;
  private static final int MOST_DRAWS = 200;

  private final Plan plan;
  private final AgendaRun run;
  private final RunFacts facts;
  private final Instant now;
  private final RandomGenerator random;
  private final Map<String, Estimate> byType = new HashMap<>();

  /** What can be said. */
  public sealed interface Result {
    /** By the critical path of the operations that are left. */
    record ByPath(Spread end) implements Result {}

    /** By how long agendas like it take. */
    record ByShape(Spread end) implements Result {}

    /** Nobody knows when these are answered, of which it waits for an answer. */
    record Unknowable(List<String> approvals) implements Result {
      public Unknowable {
        approvals = List.copyOf(approvals);
      }
    }
  }

  private RunForecast(
      Plan plan, AgendaRun run, RunFacts facts, Instant now, RandomGenerator random) {
    this.plan = plan;
    this.run = run;
    this.facts = facts;
    this.now = now;
    this.random = random;
  }

  /**
   * Forecasts the end of a run that was claimed and is not over.
   *
   * @param whole how long agendas of its shape take
   * @param pace how its customer's differ from those
   */
  public static Result of(
      Plan plan,
      AgendaRun run,
      RunFacts facts,
      Estimate whole,
      Pace pace,
      Instant now,
      RandomGenerator random) {
    return new RunForecast(plan, run, facts, now, random).result(new RuntimeCurve(whole, pace));
  }

  private Result result(RuntimeCurve curve) {
    List<OperationSpec> left =
        plan.operations().values().stream()
            .filter(spec -> !run.operation(spec.name()).isComplete())
            .toList();
    List<String> asked =
        left.stream()
            .filter(spec -> facts.kind(spec.type()) == WorkKind.APPROVAL)
            .map(OperationSpec::name)
            .toList();
    if (!asked.isEmpty()) {
      return new Result.Unknowable(asked);
    }
    learn();
    boolean isKnown = left.stream().allMatch(spec -> said(spec).isPresent() || isLearnt(spec));
    int draws = Math.clamp(OPERATIONS / (1L + left.size()), LEAST_DRAWS, MOST_DRAWS);
    var seconds = new double[draws];
    double elapsed = run.startedAt().map(this::since).orElse(0.0);
    for (int i = 0; i < draws; i++) {
      seconds[i] = isKnown ? path() : curve.drawLeft(elapsed, random);
    }
    Spread end = Spread.of(seconds).orElseThrow();
    return isKnown ? new Result.ByPath(end) : new Result.ByShape(end);
  }

  private void learn() {
    run.operations().values().stream()
        .filter(OperationRun::hasSucceeded)
        .forEach(operation ->
            operation
                .startedAt()
                .flatMap(from -> operation.completedAt().map(to -> Duration.between(from, to)))
                .map(took -> Math.max(0, took.toMillis() / 1000.0))
                .ifPresent(took ->
                    byType.merge(
                        type(operation.name()),
                        Estimate.UNSEEN.with(took, took),
                        (known, _) -> known.with(took, took))));
  }

  private String type(String name) {
    return Optional.ofNullable(plan.operations().get(name)).map(OperationSpec::type).orElse("");
  }

  private boolean isLearnt(OperationSpec spec) {
    return !plan.hasList(spec.name())
        && !(spec.expansion() instanceof Expansion.Generator)
        && byType.containsKey(spec.type());
  }

  /** As long as it says itself. */
  private Optional<Double> said(OperationSpec spec) {
    if (plan.hasList(spec.name())) {
      // It lasts as long as its items, which are operations of their own once they are known.
      return plan.isExpanded(run.operation(spec.name())) ? Optional.of(0.0) : Optional.empty();
    }
    if (facts.kind(spec.type()) == WorkKind.TIMER) {
      return facts.length(spec).map(RunForecast::seconds);
    }
    return spec.type().equals(SimulatedTime.TYPE)
        ? SimulatedTime.of(spec.payload()).map(time -> seconds(time) * plan.document().timeScale())
        : Optional.empty();
  }

  private double path() {
    double all = 0;
    for (Phase phase : Phase.values()) {
      Map<String, Duration> left = new HashMap<>();
      plan.operations().values().stream()
          .filter(spec -> spec.phase() == phase)
          .forEach(spec -> left.put(spec.name(), left(spec)));
      all +=
          seconds(
              plan.graph().criticalPath(name -> left.getOrDefault(name, Duration.ZERO)).length());
    }
    return all;
  }

  private Duration left(OperationSpec spec) {
    OperationRun operation = run.operation(spec.name());
    if (operation.isComplete()) {
      return Duration.ZERO;
    }
    double elapsed = operation.startedAt().map(this::since).orElse(0.0);
    double seconds =
        said(spec)
            .map(said -> Math.max(0, said - elapsed))
            .orElseGet(() ->
                new RuntimeCurve(byType.getOrDefault(spec.type(), Estimate.UNSEEN))
                    .drawLeft(elapsed, random));
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private double since(Instant start) {
    return Math.max(0, Duration.between(start, now).toMillis() / 1000.0);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
