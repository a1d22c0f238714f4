package dev.fairlead.cdk;

import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** What is replaced by a deployment: functions, the API, and what calls and watches them. */
public final class StatelessStack extends Stack {
  StatelessStack(Construct scope, FairleadEnvironment environment, Artifacts artifacts) {
    super(
        scope,
        environment.name().naming("stateless"),
        environment.stack("stateless", "functions, API, schedules and alarms"));
    var functions = new DeployedFunctions(this, environment, artifacts);
    RestApiOfRoutes.in(this, environment, functions);
    QueueTriggers.in(this, environment, functions);
    Schedules.in(this, environment, functions);
    Alarms.in(this, environment);
    if (environment.choices().dashboard()) {
      OperatorDashboard.in(this, environment);
    }
  }
}
