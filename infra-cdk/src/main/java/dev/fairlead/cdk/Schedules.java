package dev.fairlead.cdk;

import dev.fairlead.catalog.ScheduleSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.events.CfnRule.DeadLetterConfigProperty;
import software.amazon.awscdk.services.events.CfnRule.RetryPolicyProperty;
import software.amazon.awscdk.services.events.CfnRule.TargetProperty;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig.DestinationConfigProperty;
import software.amazon.awscdk.services.lambda.CfnEventInvokeConfig.OnFailureProperty;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;

/**
 * Runs functions by the clock: EventBridge rules, which cost nothing, where its Scheduler is paid
 * by the call.
 *
 * <p>A turn that fails is not tried again, because the next one comes within a minute and does the
 * same work. What went wrong lands in one queue that forgets after {@value #REMEMBERED_MINUTES}
 * minutes, so that its length is the number of failures of late and one alarm watches all
 * schedules.
 */
final class Schedules {
  static final int REMEMBERED_MINUTES = 15;

  private static final int GIVE_UP_AFTER_SECONDS = 60;

  private final Stack stack;
  private final FairleadEnvironment environment;
  private final PhysicalNames names;
  private final Queue failedTurns;

  private Schedules(Stack stack, FairleadEnvironment environment) {
    this.stack = stack;
    this.environment = environment;
    this.names = environment.names();
    this.failedTurns =
        LogicalIds.fix(
            Queue.Builder.create(stack, "FailedTurns")
                .queueName(names.failedTurns())
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true)
                .retentionPeriod(software.amazon.awscdk.Duration.minutes(REMEMBERED_MINUTES))
                .build(),
            "FailedTurns");
    Suppressions.deadLettersOf(failedTurns);
  }

  /** Adds a rule for each schedule to a stack. */
  static void in(Stack stack, FairleadEnvironment environment, DeployedFunctions functions) {
    var schedules = new Schedules(stack, environment);
    var rules = new ArrayList<String>();
    for (ScheduleSpec schedule : ScheduleSpec.values()) {
      rules.add(schedules.add(schedule, functions.aliasOf(schedule.function())));
    }
    schedules.takeFailuresOf(rules);
  }

  private String add(ScheduleSpec schedule, Alias function) {
    String name = schedule.function().functionName();
    var rule =
        LogicalIds.fix(
            CfnRule.Builder.create(stack, LogicalIds.of("Schedule", name))
                .name(names.function(schedule.function()))
                .scheduleExpression(rate(schedule.every()))
                .state(environment.runs(schedule.function()) ? "ENABLED" : "DISABLED")
                .targets(List.of(target(function)))
                .build(),
            LogicalIds.of("Schedule", name));
    LogicalIds.fix(
        CfnPermission.Builder.create(stack, LogicalIds.of("CallsFromSchedule", name))
            .action("lambda:InvokeFunction")
            .functionName(function.getFunctionArn())
            .principal("events.amazonaws.com")
            .sourceArn(rule.getAttrArn())
            .build(),
        LogicalIds.of("CallsFromSchedule", name));
    LogicalIds.fix(
        CfnEventInvokeConfig.Builder.create(stack, LogicalIds.of("Turns", name))
            .functionName(names.function(schedule.function()))
            .qualifier(function.getAliasName())
            .maximumRetryAttempts(0)
            .maximumEventAgeInSeconds(GIVE_UP_AFTER_SECONDS)
            .destinationConfig(
                DestinationConfigProperty.builder()
                    .onFailure(
                        OnFailureProperty.builder().destination(failedTurns.getQueueArn()).build())
                    .build())
            .build(),
        LogicalIds.of("Turns", name));
    return rule.getAttrArn();
  }

  private TargetProperty target(Alias function) {
    return TargetProperty.builder()
        .id("function")
        .arn(function.getFunctionArn())
        .retryPolicy(
            RetryPolicyProperty.builder()
                .maximumRetryAttempts(1)
                .maximumEventAgeInSeconds(GIVE_UP_AFTER_SECONDS)
                .build())
        .deadLetterConfig(DeadLetterConfigProperty.builder().arn(failedTurns.getQueueArn()).build())
        .build();
  }

  private void takeFailuresOf(List<String> rules) {
    failedTurns.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .effect(Effect.ALLOW)
            .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(failedTurns.getQueueArn()))
            .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rules)))
            .build());
  }

  private static String rate(Duration every) {
    long minutes = every.toMinutes();
    if (minutes < 1 || !Duration.ofMinutes(minutes).equals(every)) {
      throw new IllegalArgumentException("AWS has no schedule for every " + every);
    }
    return minutes == 1 ? "rate(1 minute)" : "rate(" + minutes + " minutes)";
  }
}
