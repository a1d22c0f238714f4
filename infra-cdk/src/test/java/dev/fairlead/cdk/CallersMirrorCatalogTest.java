package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.Route;
import dev.fairlead.catalog.ScheduleSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who calls the functions of the template, against the catalog, both ways. */
class CallersMirrorCatalogTest {
  private static final FairleadEnvironment PLAIN =
      new FairleadEnvironment(new EnvironmentName("test"), EnvironmentChoices.DEFAULTS);

  @Test
  void readsTheQueuesOfTheCatalogForTheirFunctions() {
    var want =
        Arrays.stream(QueueTrigger.values())
            .<Object>map(trigger ->
                Map.of(
                    "EventSourceArn",
                    "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:fairlead-test-"
                        + trigger.queue().queueName(),
                    "FunctionName",
                    alias(trigger.function()),
                    "BatchSize",
                    (long) trigger.batchSize(),
                    "Enabled",
                    PLAIN.runs(trigger.function()),
                    "FunctionResponseTypes",
                    List.of("ReportBatchItemFailures"),
                    "ScalingConfig",
                    Map.of("MaximumConcurrency", (long) trigger.maxConcurrency())))
            .toList();

    assertThat(
            List.<Object>copyOf(
                Synthesis.test()
                    .stateless()
                    .properties("AWS::Lambda::EventSourceMapping")
                    .values()))
        .containsExactlyInAnyOrderElementsOf(want);
  }

  @Test
  void leavesConcurrencyToTheApi() {
    int taken = Arrays.stream(QueueTrigger.values()).mapToInt(QueueTrigger::maxConcurrency).sum();

    assertThat(taken).isLessThanOrEqualTo(600);
    assertThat(QueueTrigger.values())
        .allSatisfy(trigger -> assertThat(trigger.maxConcurrency()).isBetween(2, 1000));
  }

  @Test
  void runsTheSchedulesOfTheCatalog() {
    var rules = Synthesis.test().stateless().properties("AWS::Events::Rule");
    Map<String, String> rates =
        rules.values().stream()
            .collect(
                Collectors.toMap(
                    rule -> Template.text(Template.maps(rule.get("Targets")).getFirst().get("Arn")),
                    rule -> rule.get("Name") + " " + rule.get("ScheduleExpression")));

    assertThat(rates)
        .isEqualTo(
            Arrays.stream(ScheduleSpec.values())
                .collect(
                    Collectors.toMap(
                        schedule -> alias(schedule.function()),
                        schedule ->
                            "fairlead-test-"
                                + schedule.function().functionName()
                                + " rate("
                                + schedule.every().toMinutes()
                                + (schedule.every().toMinutes() == 1 ? " minute)" : " minutes)"))));
    assertThat(rules.values())
        .allSatisfy(rule ->
            assertThat(Template.maps(rule.get("Targets")))
                .singleElement()
                .satisfies(target ->
                    assertThat(target.get("DeadLetterConfig"))
                        .isEqualTo(Map.of("Arn", "${FailedTurns.Arn}"))));
  }

  @Test
  void keepsWhatBecameOfFailedTurnsAndTriesNoneAgain() {
    var turns = Synthesis.test().stateless().properties("AWS::Lambda::EventInvokeConfig");
    Set<String> functions =
        turns.values().stream()
            .map(turn -> Template.text(turn.get("FunctionName")))
            .collect(Collectors.toSet());

    assertThat(functions)
        .isEqualTo(
            Arrays.stream(ScheduleSpec.values())
                .map(schedule -> "fairlead-test-" + schedule.function().functionName())
                .collect(Collectors.toSet()));
    assertThat(turns.values())
        .allSatisfy(turn ->
            assertThat(turn)
                .containsEntry("Qualifier", "live")
                .containsEntry("MaximumRetryAttempts", 0L)
                .containsEntry(
                    "DestinationConfig",
                    Map.of("OnFailure", Map.of("Destination", "${FailedTurns.Arn}"))));
  }

  @Test
  void letsNobodyElseCallTheFunctions() {
    var callers = new TreeSet<String>();
    Synthesis.test()
        .stateless()
        .properties("AWS::Lambda::Permission")
        .values()
        .forEach(permission -> {
          assertThat(permission)
              .containsEntry("Action", "lambda:InvokeFunction")
              .containsKey("SourceArn");
          callers.add(permission.get("Principal") + " " + permission.get("FunctionName"));
        });

    var want = new TreeSet<String>();
    want.add("apigateway.amazonaws.com " + alias(FunctionSpec.AUTHORIZER));
    Route.all().forEach(route -> want.add("apigateway.amazonaws.com " + alias(route.function())));
    for (ScheduleSpec schedule : ScheduleSpec.values()) {
      want.add("events.amazonaws.com " + alias(schedule.function()));
    }
    assertThat(callers).isEqualTo(want);
  }

  private static String alias(FunctionSpec function) {
    return "${" + LogicalIds.of("Live", function.functionName()) + "}";
  }
}
