package dev.fairlead.core.planning;

import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.agenda.Quoted;
import dev.fairlead.core.agenda.SimulatedTime;
import dev.fairlead.core.agenda.Verb;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.planning.ComponentSet.Component;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has to be done so that there is what is wanted: what is missing is created and what differs
 * updated, after what it stands on; what nobody wants is deleted, in the opposite order, and after
 * what stood on it has been moved.
 */
public final class ComponentPlan {
  private final ComponentSet current;
  private final ComponentSet wanted;
  private final Map<String, String> handlers;
  private final boolean simulates;
  private final Map<Component, Verb> steps = new LinkedHashMap<>();

  private ComponentPlan(
      ComponentSet current, ComponentSet wanted, Map<String, String> handlers, boolean simulates) {
    this.current = current;
    this.wanted = wanted;
    this.handlers = Map.copyOf(handlers);
    this.simulates = simulates;
    wanted
        .components()
        .values()
        .forEach(component -> verb(component).ifPresent(verb -> steps.put(component, verb)));
    current.components().values().stream()
        .filter(component -> !wanted.components().containsKey(component.id()))
        .forEach(component -> steps.put(component, Verb.DELETE));
  }

  /** What planning came to. */
  public sealed interface Outcome {
    /**
     * An agenda document that every rule of a submit holds for.
     *
     * @param dependencies edges between its operations
     */
    record Planned(Json.Obj document, int dependencies) implements Outcome {}

    /**
     * There is none.
     *
     * @param problems at least one, by place in the sets
     */
    record Refused(List<Problem> problems) implements Outcome {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * Makes an agenda. Cost: components times dependencies.
   *
   * @param handlers an operation type for each KIND.VERB.PROVIDER
   * @param simulates whether what has no handler is simulated; else that is a problem
   * @param types the operation types that have a handler
   */
  public static Outcome toAgenda(
      ComponentSet current,
      ComponentSet wanted,
      Map<String, String> handlers,
      boolean simulates,
      KnownTypes types) {
    return new ComponentPlan(current, wanted, handlers, simulates).outcome(types);
  }

  private Optional<Verb> verb(Component component) {
    var present = Optional.ofNullable(current.components().get(component.id()));
    return present.isEmpty()
        ? Optional.of(Verb.CREATE)
        : present.filter(other -> !component.isLike(other)).map(_ -> Verb.UPDATE);
  }

  private Outcome outcome(KnownTypes types) {
    if (steps.isEmpty()) {
      return new Outcome.Refused(
          List.of(
              new Problem(
                  "",
                  ProblemCode.NO_OPERATIONS,
                  "There is what is wanted, so nothing is to be done.")));
    }
    var problems = new ArrayList<Problem>();
    var operations = new ArrayList<Json>();
    int dependencies = 0;
    for (Map.Entry<Component, Verb> step : steps.entrySet()) {
      var before = before(step.getKey(), step.getValue());
      dependencies += before.size();
      operations.add(operation(step.getKey(), step.getValue(), before, problems));
    }
    var document =
        Json.object()
            .putText("inventory", wanted.inventory().or(current::inventory))
            .put("onFailure", "drain")
            .put("operations", Json.array(operations))
            .build();
    if (problems.isEmpty()
        && DocumentRules.check(document, types) instanceof DocumentRules.Invalid(var broken)) {
      broken.stream().map(this::placed).forEach(problems::add);
    }
    return problems.isEmpty()
        ? new Outcome.Planned(document, dependencies)
        : new Outcome.Refused(problems);
  }

  /** The steps that one waits for, by the names of their operations. */
  private List<String> before(Component component, Verb verb) {
    Stream<Component> first =
        verb == Verb.DELETE
            ? current.dependants(component.id()).stream()
                .map(dependant -> wanted.components().getOrDefault(dependant.id(), dependant))
            : component.dependsOn().stream().sorted().map(wanted.components()::get);
    return first
        .filter(steps::containsKey)
        .map(other -> name(other, steps.getOrDefault(other, verb)))
        .toList();
  }

  private static String name(Component component, Verb verb) {
    return verb.word() + " " + component.id();
  }

  private Json operation(
      Component component, Verb verb, List<String> before, List<Problem> problems) {
    var subject = component.kind() + "." + verb.word() + "." + component.provider();
    var type = Optional.ofNullable(handlers.get(subject));
    if (type.isEmpty() && !simulates) {
      problems.add(
          new Problem(
              component.place().toString(),
              ProblemCode.NO_HANDLER,
              "No handler is known for " + Quoted.name(subject) + "."));
    }
    var operation =
        Json.object()
            .put("name", name(component, verb))
            .put("type", type.orElse(SimulatedTime.TYPE))
            .put("verb", verb.word())
            .put("component", component.kind())
            .put("provider", component.provider())
            .put("componentId", component.id());
    if (!before.isEmpty()) {
      operation.put("dependsOn", Json.texts(before));
    }
    var payload = component.payload().orElse(Json.EMPTY);
    return operation
        .put(
            "payload",
            type.isPresent()
                ? payload
                : Json.object().put("seconds", 0).put("result", payload).build())
        .build();
  }

  /** What is wrong with an operation is wrong with its component. */
  private Problem placed(Problem problem) {
    var tokens = JsonPointer.parse(problem.path()).orElse(JsonPointer.WHOLE).tokens();
    if (tokens.size() < 2 || !tokens.getFirst().equals("operations")) {
      return problem;
    }
    var component = List.copyOf(steps.keySet()).get(Integer.parseInt(tokens.get(1)));
    return new Problem(
        component.place().toString(),
        problem.code(),
        problem.message(),
        problem.suggestion(),
        problem.position());
  }
}
