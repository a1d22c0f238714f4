package dev.fairlead.cdk;

import dev.fairlead.catalog.FunctionSpec;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Alias;

/** Every function of the catalog in one stack. */
final class DeployedFunctions {
  private final Map<FunctionSpec, Alias> aliases = new EnumMap<>(FunctionSpec.class);

  DeployedFunctions(Stack stack, FairleadEnvironment environment, Artifacts artifacts) {
    for (FunctionSpec function : FunctionSpec.values()) {
      aliases.put(function, DeployedFunction.in(stack, function, environment, artifacts));
    }
  }

  /** What to call of a function: never the function itself, which has no snapshot. */
  Alias aliasOf(FunctionSpec function) {
    var alias = aliases.get(function);
    if (alias == null) {
      throw new IllegalStateException(function + " is not deployed");
    }
    return alias;
  }
}
