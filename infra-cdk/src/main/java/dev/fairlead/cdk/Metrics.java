package dev.fairlead.cdk;

import dev.fairlead.catalog.ApiSpec;
import dev.fairlead.catalog.FunctionSpec;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/** The metrics that AWS keeps by itself, at no charge, of what is deployed here. */
record Metrics(PhysicalNames names) {
  private static final Duration PERIOD = Duration.minutes(1);

  Metric ofFunction(FunctionSpec function, String metric, String statistic) {
    return metric("AWS/Lambda", metric, statistic, Map.of("FunctionName", names.function(function)))
        .with(label(function.functionName()));
  }

  /**
   * The concurrency that functions are throttled by is one pool of all functions of the account.
   */
  Metric throttles() {
    return metric("AWS/Lambda", "Throttles", "Sum", Map.of());
  }

  Metric ofQueue(String queue, String metric) {
    return metric("AWS/SQS", metric, "Maximum", Map.of("QueueName", queue)).with(label(queue));
  }

  Metric messages(String queue) {
    return ofQueue(queue, "ApproximateNumberOfMessagesVisible");
  }

  Metric oldest(String queue) {
    return ofQueue(queue, "ApproximateAgeOfOldestMessage");
  }

  Metric ofApi(String metric, String statistic) {
    return metric(
        "AWS/ApiGateway",
        metric,
        statistic,
        Map.of("ApiName", names.api(), "Stage", ApiSpec.STAGE));
  }

  private static Metric metric(
      String namespace, String name, String statistic, Map<String, String> dimensions) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .statistic(statistic)
        .dimensionsMap(dimensions)
        .period(PERIOD)
        .build();
  }

  private static MetricOptions label(String label) {
    return MetricOptions.builder().label(label).build();
  }
}
