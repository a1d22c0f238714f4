package dev.fairlead.cdk;

import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.QueueSpec;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;

/**
 * One page on an environment: is it called, does it answer, does work wait. An account has three
 * dashboards of 50 metrics free.
 */
final class OperatorDashboard {
  private static final int HALF_WIDTH = 12;

  private final FairleadEnvironment environment;
  private final PhysicalNames names;
  private final Metrics metrics;

  private OperatorDashboard(FairleadEnvironment environment) {
    this.environment = environment;
    this.names = environment.names();
    this.metrics = new Metrics(names);
  }

  /** Adds the dashboard to a stack. */
  static void in(Stack stack, FairleadEnvironment environment) {
    var page = new OperatorDashboard(environment);
    LogicalIds.fix(
        Dashboard.Builder.create(stack, "Dashboard")
            .dashboardName(page.names.dashboard())
            .widgets(
                List.of(
                    List.of(page.calls(), page.answers()),
                    List.of(page.waiting(), page.oldest()),
                    List.of(page.invocations(), page.failures())))
            .build(),
        "Dashboard");
  }

  private GraphWidget calls() {
    return graph(
        "API calls",
        Stream.of("Count", "4XXError", "5XXError").map(metric -> metrics.ofApi(metric, "Sum")));
  }

  private GraphWidget answers() {
    return graph(
        "API latency, ms", Stream.of("p50", "p99").map(at -> metrics.ofApi("Latency", at)));
  }

  private GraphWidget waiting() {
    return graph("Messages waiting", queues().map(queue -> metrics.messages(names.queue(queue))));
  }

  private GraphWidget oldest() {
    return graph("Oldest message, s", queues().map(queue -> metrics.oldest(names.queue(queue))));
  }

  private GraphWidget invocations() {
    return graph(
        "Invocations",
        functions().map(function -> metrics.ofFunction(function, "Invocations", "Sum")));
  }

  private GraphWidget failures() {
    var letters = queues().map(queue -> metrics.messages(names.deadLetters(queue)));
    return graph(
        "Errors, and messages that were given up",
        Stream.concat(
            functions().map(function -> metrics.ofFunction(function, "Errors", "Sum")),
            Stream.concat(letters, Stream.of(metrics.messages(names.failedTurns())))));
  }

  private Stream<QueueSpec> queues() {
    return Arrays.stream(QueueSpec.values()).filter(environment::reads);
  }

  private Stream<FunctionSpec> functions() {
    return Arrays.stream(FunctionSpec.values()).filter(environment::watches);
  }

  private static GraphWidget graph(String title, Stream<? extends IMetric> lines) {
    return GraphWidget.Builder.create().title(title).width(HALF_WIDTH).left(lines.toList()).build();
  }
}
