package dev.fairlead.cdk;

import dev.fairlead.catalog.EnvironmentName;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/**
 * One environment, named by {@code -c env=NAME}: what lasts, and what is replaced. Or, by {@code -c
 * prepare=account}, what an account needs once.
 */
final class FairleadApp {
  private FairleadApp() {}

  static void compose(App app, FairleadEnvironment environment, Artifacts artifacts) {
    var stateful = new StatefulStack(app, environment);
    var stateless = new StatelessStack(app, environment, artifacts);
    // They refer by name and not by export, so only this says that the first time the order
    // matters.
    stateless.addStackDependency(stateful);
    Aspects.of(app).add(new AwsSolutionsChecks());
  }

  static void composeAccount(App app) {
    var _ = new AccountStack(app);
    Aspects.of(app).add(new AwsSolutionsChecks());
  }

  /** Whether the context asks for the account instead of an environment. */
  static boolean preparesAccount(App app) {
    return "account".equals(app.getNode().tryGetContext("prepare"));
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
