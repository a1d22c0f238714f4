package dev.fairlead.cdk;

import dev.fairlead.catalog.ArtifactSpec;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.QueueSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;

/**
 * What somebody is to be woken for. An alarm costs by the metric and the month, so there is one for
 * each thing that can be wrong and not one for each thing that there is.
 */
final class Alarms {
  private static final int FAILURES = 5;
  private static final int PATIENCE_SECONDS = 120;

  private final Stack stack;
  private final FairleadEnvironment environment;
  private final Metrics metrics;
  private final List<ITopic> topics;

  private Alarms(Stack stack, FairleadEnvironment environment) {
    this.stack = stack;
    this.environment = environment;
    this.metrics = new Metrics(environment.names());
    this.topics = topics();
  }

  /** Adds the alarms to a stack. */
  static void in(Stack stack, FairleadEnvironment environment) {
    var alarms = new Alarms(stack, environment);
    for (QueueSpec queue : QueueSpec.values()) {
      if (environment.reads(queue)) {
        alarms.watchDeadLetters(queue);
      }
    }
    for (ArtifactSpec artifact : ArtifactSpec.values()) {
      alarms.watchErrors(artifact);
    }
    alarms.watchAge(QueueSpec.WAKE);
    alarms.watchAge(QueueSpec.COMPLETIONS);
    alarms.watchApi();
    alarms.watchSchedules();
    alarms.watchThrottles();
  }

  private void watchDeadLetters(QueueSpec queue) {
    String letters = environment.names().deadLetters(queue);
    raise(
        "dead-letters-" + PhysicalNames.stem(queue),
        "Messages of "
            + queue.queueName()
            + " failed "
            + queue.maxReceives()
            + " times. Look at one in "
            + letters
            + "; when the cause is mended, redrive them.",
        metrics.messages(letters),
        1,
        1);
  }

  private void watchErrors(ArtifactSpec artifact) {
    var functions =
        Arrays.stream(FunctionSpec.values())
            .filter(function -> function.artifact() == artifact)
            .filter(environment::watches)
            .toList();
    if (functions.isEmpty()) {
      return;
    }
    var errors = new TreeMap<String, IMetric>();
    for (FunctionSpec function : functions) {
      errors.put(
          function.name().toLowerCase(Locale.ROOT), metrics.ofFunction(function, "Errors", "Sum"));
    }
    // A function that was not called has no errors, rather than unknown ones.
    String sum =
        errors.keySet().stream().map("FILL(%s, 0)"::formatted).collect(Collectors.joining(" + "));
    String name = artifact.name().toLowerCase(Locale.ROOT).replace('_', '-');
    raise(
        "errors-" + name,
        "Invocations end without an answer: a failed start, a time limit or lack of memory. See the"
            + " log groups of: "
            + functions.stream()
                .map(environment.names()::function)
                .collect(Collectors.joining(", ")),
        MathExpression.Builder.create()
            .expression(sum)
            .usingMetrics(errors)
            .label(name)
            .period(Duration.minutes(1))
            .build(),
        FAILURES,
        3);
  }

  private void watchAge(QueueSpec queue) {
    raise(
        "age-" + PhysicalNames.stem(queue),
        "Messages of "
            + queue.queueName()
            + " wait for more than "
            + PATIENCE_SECONDS
            + " s: its function fails, is throttled, or can't keep up.",
        metrics.oldest(environment.names().queue(queue)),
        PATIENCE_SECONDS,
        3);
  }

  private void watchApi() {
    raise(
        "api-failures",
        "The API answers calls with 5xx. Find them in "
            + environment.names().apiLogGroup()
            + " by status, and by requestId in the functions' logs.",
        metrics.ofApi("5XXError", "Sum"),
        FAILURES,
        3);
  }

  private void watchSchedules() {
    raise(
        "failed-turns",
        "Scheduled functions fail again and again. What failed in the last "
            + Schedules.REMEMBERED_MINUTES
            + " minutes is in "
            + environment.names().failedTurns(),
        metrics.messages(environment.names().failedTurns()),
        FAILURES,
        1);
  }

  private void watchThrottles() {
    raise(
        "throttles",
        "Lambda refuses invocations in this account and region: its concurrency is used up, by"
            + " Fairlead or by something else.",
        metrics.throttles(),
        FAILURES,
        3);
  }

  /** Rings when the metric is at the threshold or above for so many minutes of five. */
  private void raise(String what, String description, IMetric metric, int threshold, int minutes) {
    String id = LogicalIds.of("Alarm", what);
    var alarm =
        Alarm.Builder.create(stack, id)
            .alarmName(environment.names().alarm(what))
            .alarmDescription(description)
            .metric(metric)
            .threshold(threshold)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
            .evaluationPeriods(5)
            .datapointsToAlarm(minutes)
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build();
    topics.forEach(topic -> alarm.addAlarmAction(new SnsAction(topic)));
    topics.forEach(topic -> alarm.addOkAction(new SnsAction(topic)));
    LogicalIds.fix(alarm, id);
  }

  private List<ITopic> topics() {
    var notice = environment.choices().notice();
    var found = new ArrayList<ITopic>();
    notice.topicArn().ifPresent(arn -> found.add(Topic.fromTopicArn(stack, "GivenTopic", arn)));
    notice.email().ifPresent(address -> found.add(topicFor(address)));
    return found;
  }

  private Topic topicFor(String address) {
    var topic =
        Topic.Builder.create(stack, "AlarmTopic")
            .topicName(environment.names().alarmTopic())
            .enforceSsl(true)
            .build();
    topic.addSubscription(new EmailSubscription(address));
    // A topic with a policy of its own no longer has the one that lets alarms in.
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .effect(Effect.ALLOW)
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of("ArnLike", Map.of("aws:SourceArn", environment.names().everyAlarmArn())))
            .build());
    return LogicalIds.fix(topic, "AlarmTopic");
  }
}
