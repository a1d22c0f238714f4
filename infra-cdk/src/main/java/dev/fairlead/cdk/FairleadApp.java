package dev.fairlead.cdk;

import software.amazon.awscdk.App;

/** One environment, named by {@code -c env=NAME}. */
final class FairleadApp {
  private FairleadApp() {}

  static void compose(App app, EnvironmentName environment) {
    new StatefulStack(app, environment);
  }

  /**
   * Reads the context {@code env}. There is no default: deploying to the wrong environment must
   * take more than forgetting a word.
   *
   * @throws IllegalArgumentException without a good one
   */
  static EnvironmentName environmentOf(App app) {
    if (app.getNode().tryGetContext("env") instanceof String name) {
      return new EnvironmentName(name);
    }
    throw new IllegalArgumentException("say which environment, as in: cdk deploy -c env=NAME");
  }
}
