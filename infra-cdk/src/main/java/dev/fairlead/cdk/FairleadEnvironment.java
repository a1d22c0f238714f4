package dev.fairlead.cdk;

import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Grant;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/** An environment to be deployed: its name, and what is chosen for it. */
record FairleadEnvironment(EnvironmentName name, EnvironmentChoices choices) {
  /** Whether anything calls a function: without a cluster, nothing does that is about pods. */
  boolean runs(FunctionSpec function) {
    return choices.kubeconfigSecret().isPresent() || !function.grants().contains(Grant.pods());
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
