package dev.fairlead.cdk;

import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Grant;
import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.ScheduleSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/** An environment to be deployed: its name, and what is chosen for it. */
record FairleadEnvironment(EnvironmentName name, EnvironmentChoices choices) {
  /**
   * Whether anything calls a function: without a cluster, nothing does that is about pods. What
   * nobody calls is not asked, watched or shown, for that costs.
   */
  boolean runs(FunctionSpec function) {
    boolean isAboutPods = function.grants().contains(Grant.pods());
    return !isAboutPods || choices.pods().isPresent();
  }

  /**
   * Whether a function's own errors are watched and shown. A turn by the clock that fails is in the
   * queue of failed turns, which is: once a minute it would ring no other bell.
   */
  boolean watches(FunctionSpec function) {
    return runs(function) && !ScheduleSpec.runs(function);
  }

  /** Whether a queue is read, or is for somebody outside. */
  boolean reads(QueueSpec queue) {
    return Arrays.stream(QueueTrigger.values())
        .filter(trigger -> trigger.queue() == queue)
        .allMatch(trigger -> runs(trigger.function()));
  }

  /** What the catalog's things are called here. */
  PhysicalNames names() {
    return new PhysicalNames(name);
  }

  /**
   * What is said of the stack called {@code stack}; account and region are the caller's unless
   * chosen.
   */
  StackProps stack(String stack, String description) {
    var properties =
        StackProps.builder()
            .stackName(name.naming(stack))
            .description("Fairlead, environment " + name.value() + ": " + description)
            .terminationProtection(choices.terminationProtection())
            .tags(tags());
    choices
        .place()
        .ifPresent(place ->
            properties.env(
                Environment.builder().account(place.account()).region(place.region()).build()));
    return properties.build();
  }

  /** Whoever else finds the things in the account can tell whose they are. */
  private Map<String, String> tags() {
    var tags = new TreeMap<>(choices.tags());
    tags.put(EnvironmentName.TAG, name.value());
    return tags;
  }
}
