package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.QueueSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlarmsTest {
  private static final FairleadEnvironment PLAIN =
      new FairleadEnvironment(new EnvironmentName("test"), EnvironmentChoices.DEFAULTS);

  @Test
  void watchesEverythingThatCanGoWrong() {
    var want = new TreeSet<String>();
    for (QueueSpec queue : queues()) {
      want.add(
          "ApproximateNumberOfMessagesVisible fairlead-test-"
              + (queue.queueName().endsWith(".fifo")
                  ? queue.queueName().replace(".fifo", "-dlq.fifo")
                  : queue.queueName() + "-dlq"));
    }
    for (FunctionSpec function : functions()) {
      want.add("Errors fairlead-test-" + function.functionName());
    }
    want.add("ApproximateNumberOfMessagesVisible fairlead-test-failed-turns");
    want.add("ApproximateAgeOfOldestMessage fairlead-test-wake.fifo");
    want.add("ApproximateAgeOfOldestMessage fairlead-test-completions.fifo");
    want.add("5XXError fairlead-test-api live");
    want.add("Throttles");

    assertThat(metrics(Synthesis.test())).containsExactlyInAnyOrderElementsOf(want);
  }

  @Test
  void takesNoDataForNoTroubleAndNoErrorsForNone() {
    var alarms = Synthesis.test().stateless().properties("AWS::CloudWatch::Alarm");

    assertThat(alarms.values())
        .allSatisfy(alarm -> assertThat(alarm).containsEntry("TreatMissingData", "notBreaching"))
        .allSatisfy(alarm -> assertThat(Template.text(alarm.get("AlarmDescription"))).isNotBlank());
    List<String> sums =
        alarms.values().stream()
            .flatMap(AlarmsTest::queries)
            .map(query -> String.valueOf(query.get("Expression")))
            .filter(expression -> !expression.equals("null"))
            .toList();
    // Of two metrics of which one is missing, the sum would be missing too.
    assertThat(sums).isNotEmpty().allMatch(sum -> sum.matches("FILL[^+]*(\\+ FILL[^+]*)*"));
  }

  @Test
  void tellsWhoeverWasChosen() {
    assertThat(Synthesis.test().stateless().resources("AWS::SNS::Topic")).isEmpty();
    assertThat(Synthesis.test().stateless().properties("AWS::CloudWatch::Alarm").values())
        .noneMatch(alarm -> alarm.containsKey("AlarmActions"));

    var chosen = Synthesis.chosen().stateless();
    var topics = List.of("arn:aws:sns:ap-southeast-1:123456789012:pager", "${AlarmTopic}");
    assertThat(chosen.properties("AWS::CloudWatch::Alarm").values())
        .allSatisfy(alarm -> assertThat(alarm).containsEntry("AlarmActions", topics))
        .allSatisfy(alarm -> assertThat(alarm).containsEntry("OKActions", topics));
    assertThat(chosen.onlyProperties("AWS::SNS::Subscription"))
        .containsEntry("Protocol", "email")
        .containsEntry("Endpoint", "ops@example.com");
  }

  /** The topic's own policy replaces the one by which alarms of the account may publish. */
  @Test
  void letsTheEnvironmentsAlarmsPublish() {
    var policy = Synthesis.chosen().stateless().onlyProperties("AWS::SNS::TopicPolicy");
    var statements = Template.maps(Template.map(policy.get("PolicyDocument")).get("Statement"));

    assertThat(statements)
        .anySatisfy(statement ->
            assertThat(statement)
                .containsEntry("Effect", "Allow")
                .containsEntry("Action", "sns:Publish")
                .containsEntry("Principal", Map.of("Service", "cloudwatch.amazonaws.com"))
                .containsEntry(
                    "Condition",
                    Map.of(
                        "ArnLike",
                        Map.of(
                            "aws:SourceArn",
                            "arn:${AWS::Partition}:cloudwatch:${AWS::Region}"
                                + ":${AWS::AccountId}:alarm:fairlead-"
                                + Synthesis.LONGEST_NAME
                                + "-*"))));
  }

  @Test
  void showsADashboardUnlessItWasChosenNotTo() {
    var body =
        Template.text(
            Synthesis.test()
                .stateless()
                .onlyProperties("AWS::CloudWatch::Dashboard")
                .get("DashboardBody"));

    assertThat(queues().stream().map(queue -> "fairlead-test-" + queue.queueName()))
        .allMatch(body::contains);
    assertThat(functions().stream().map(function -> "fairlead-test-" + function.functionName()))
        .allMatch(body::contains);
    assertThat(Synthesis.chosen().stateless().resources("AWS::CloudWatch::Dashboard")).isEmpty();
  }

  private static List<QueueSpec> queues() {
    return Stream.of(QueueSpec.values()).filter(PLAIN::reads).toList();
  }

  @Test
  void hearsOfTurnsThatFailByTheirQueue() {
    assertThat(functions())
        .doesNotContain(FunctionSpec.ALLOCATOR_TICK)
        .contains(FunctionSpec.ALLOCATOR);
    assertThat(PLAIN.runs(FunctionSpec.ALLOCATOR_TICK)).isTrue();
    assertThat(metrics(Synthesis.test())).anyMatch(metric -> metric.endsWith("-failed-turns"));
  }

  private static List<FunctionSpec> functions() {
    return Stream.of(FunctionSpec.values()).filter(PLAIN::watches).toList();
  }

  @Test
  void watchesPodsWhereThereAreSome() {
    assertThat(metrics(Synthesis.chosen()))
        .anyMatch(metric -> metric.endsWith("-pod-launcher"))
        .anyMatch(metric -> metric.endsWith("-pods-dlq"));
    assertThat(metrics(Synthesis.test())).noneMatch(metric -> metric.contains("pod"));
  }

  private static Set<String> metrics(Synthesis synthesis) {
    var found = new ArrayList<String>();
    for (var alarm : synthesis.stateless().properties("AWS::CloudWatch::Alarm").values()) {
      if (alarm.containsKey("MetricName")) {
        found.add(described(alarm));
      }
      queries(alarm)
          .filter(query -> query.containsKey("MetricStat"))
          .map(query -> Template.map(Template.map(query.get("MetricStat")).get("Metric")))
          .forEach(metric -> found.add(described(metric)));
    }
    assertThat(found).doesNotHaveDuplicates();
    return new TreeSet<>(found);
  }

  private static Stream<Map<String, Object>> queries(Map<String, Object> alarm) {
    return alarm.containsKey("Metrics")
        ? Template.maps(alarm.get("Metrics")).stream()
        : Stream.of();
  }

  private static String described(Map<String, Object> metric) {
    var dimensions =
        metric.containsKey("Dimensions")
            ? Template.maps(metric.get("Dimensions"))
            : List.<Map<String, Object>>of();
    return Stream.concat(
            Stream.of(metric.get("MetricName")),
            dimensions.stream().map(dimension -> dimension.get("Value")))
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }
}
