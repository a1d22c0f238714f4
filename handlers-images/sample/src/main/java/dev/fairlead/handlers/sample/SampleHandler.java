package dev.fairlead.handlers.sample;

import dev.fairlead.core.json.Json;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Dependent;
import dev.fairlead.sdk.Handler;
import dev.fairlead.sdk.HandlerFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Does the actions of its payload and gives its result payload. A further attempt goes on with the
 * action that the one before it came to.
 */
final class SampleHandler implements Handler<SamplePayload, Json> {
  private static final Set<String> KNOWN = Set.of(SamplePayload.LOG, SamplePayload.EXCEPTION);

  /** Between two words of how far it is. */
  private static final long STEP_MILLIS = 1000;

  private final Consumer<String> log;

  SampleHandler(Consumer<String> log) {
    this.log = log;
  }

  /**
   * How far an attempt came.
   *
   * @param actionsDone all before this one were done
   */
  record Reached(int actionsDone) {}

  @Override
  public List<String> validate(SamplePayload payload) {
    return payload.actions().stream()
        .map(SamplePayload.Step::action)
        .filter(action -> !KNOWN.contains(action))
        .map(action -> "The sample does log and exception, not " + action + ".")
        .toList();
  }

  @Override
  public Json handle(SamplePayload payload, Context context)
      throws HandlerFailure, InterruptedException {
    List<Dependent> dependents = start(payload, context);
    List<SamplePayload.Step> actions = payload.actions();
    int first = context.lastProgress(Reached.class).map(Reached::actionsDone).orElse(0);
    for (int i = Math.min(first, actions.size()); i < actions.size(); i++) {
      SamplePayload.Step step = actions.get(i);
      if (!sleep(context, i, actions.size(), step.terms().sleep())) {
        return Json.NULL;
      }
      if (step.action().equals(SamplePayload.EXCEPTION)) {
        throw new HandlerFailure(
            "sample", step.terms().exceptionMessage().orElse("As the payload says."));
      }
      step.terms().logMessage().ifPresent(log);
      say(context, i + 1, 100L * (i + 1) / actions.size());
    }
    return dependents.isEmpty()
        ? payload.resultPayload()
        : Json.object()
            .put("resultPayload", payload.resultPayload())
            .put("dependents", results(dependents))
            .build();
  }

  private static List<Dependent> start(SamplePayload payload, Context context)
      throws HandlerFailure, InterruptedException {
    var started = new ArrayList<Dependent>();
    for (var beside : new TreeMap<>(payload.dependents()).entrySet()) {
      started.add(context.dependents().start(beside.getKey(), beside.getValue().pod()));
    }
    return started;
  }

  private static Json results(List<Dependent> dependents)
      throws HandlerFailure, InterruptedException {
    var results = Json.object();
    for (Dependent dependent : dependents) {
      results.put(dependent.name(), dependent.await(Json.class));
    }
    return results.build();
  }

  /** In steps, so that one sees it getting on. */
  private static boolean sleep(Context context, int action, int actions, long millis)
      throws InterruptedException {
    for (long slept = 0; slept < millis; slept += STEP_MILLIS) {
      say(context, action, (100L * action + 100L * slept / millis) / actions);
      if (!context.pause(Duration.ofMillis(Math.min(STEP_MILLIS, millis - slept)))) {
        return false;
      }
    }
    return !context.isCancelled();
  }

  private static void say(Context context, int done, long percent) {
    context.progress((int) percent, "actions done: " + done, new Reached(done));
  }
}
