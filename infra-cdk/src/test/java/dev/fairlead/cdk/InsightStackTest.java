package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.catalog.InsightStack;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stack of an insight against what the CDK makes of the queue of all permits. */
class InsightStackTest {
  private final Map<String, Object> template = Template.parse(InsightStack.template());

  @Test
  void hasNoParametersButThoseThatItIsGiven() {
    assertThat(Template.map(template.get("Parameters")))
        .containsOnlyKeys(
            InsightStack.parameters(new EnvironmentName("test"), "queue", true).keySet());
    assertThat(InsightStack.template().getBytes(StandardCharsets.UTF_8).length).isLessThan(51_200);
  }

  @Test
  void itsQueueIsAsThatOfAllPermits() {
    var ofAll = ofAll("AWS::SQS::Queue", "QueueName", "fairlead-test-permits-default");
    var own = properties("Queue");

    assertThat(own.keySet()).isEqualTo(ofAll.keySet());
    assertThat(own)
        .containsEntry("QueueName", "${Name}")
        .containsEntry("VisibilityTimeout", ofAll.get("VisibilityTimeout"))
        .containsEntry("SqsManagedSseEnabled", ofAll.get("SqsManagedSseEnabled"));
    assertThat(Template.map(own.get("RedrivePolicy")))
        .containsEntry(
            "maxReceiveCount", Template.map(ofAll.get("RedrivePolicy")).get("maxReceiveCount"))
        .containsEntry("deadLetterTargetArn", arnOf("DeadLetters"));
  }

  @Test
  void soAreItsDeadLetters() {
    var ofAll =
        new HashMap<>(ofAll("AWS::SQS::Queue", "QueueName", "fairlead-test-permits-default-dlq"));
    ofAll.put("QueueName", "${Name}-dlq");

    assertThat(properties("DeadLetters")).isEqualTo(ofAll);
  }

  @Test
  void bothAreReachedOverTlsOnly() {
    for (String queue : List.of("Queue", "DeadLetters")) {
      assertThat(properties(queue + "Policy"))
          .isEqualTo(
              Map.of(
                  "Queues",
                  List.of("${" + queue + "}"),
                  "PolicyDocument",
                  Map.of(
                      "Version",
                      "2012-10-17",
                      "Statement",
                      List.of(
                          Map.of(
                              "Action", "sqs:*",
                              "Effect", "Deny",
                              "Principal", Map.of("AWS", "*"),
                              "Resource", arnOf(queue),
                              "Condition",
                                  Map.of("Bool", Map.of("aws:SecureTransport", "false")))))));
    }
  }

  @Test
  void itsReaderIsAsThatOfAllPermitsButCanBeSwitchedOff() {
    var ofAll =
        new HashMap<>(
            Synthesis.test()
                .stateless()
                .properties("AWS::Lambda::EventSourceMapping")
                .values()
                .stream()
                .filter(reader ->
                    Template.text(reader.get("EventSourceArn")).endsWith("permits-default"))
                .findFirst()
                .orElseThrow());
    ofAll.put("EventSourceArn", arnOf("Queue"));
    ofAll.put(
        "FunctionName",
        "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${Executor}");
    ofAll.put("Enabled", "${IsRead}");
    ofAll.put("ScalingConfig", Map.of("MaximumConcurrency", 50L));

    assertThat(properties("Reader")).isEqualTo(ofAll);
  }

  @Test
  void itsExecutorIsTheFunctionThatTheStackDeploys() {
    var parameters = InsightStack.parameters(new EnvironmentName("test"), "queue", false);

    assertThat(parameters).containsEntry("Executor", "fairlead-test-permit:live");
    assertThat(
            Synthesis.test().stateless().properties("AWS::Lambda::Function").values().stream()
                .map(function -> function.get("FunctionName")))
        .contains("fairlead-test-permit");
  }

  private static Map<String, Object> ofAll(String type, String property, String name) {
    return Synthesis.test().stateful().properties(type).values().stream()
        .filter(properties -> name.equals(properties.get(property)))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, Object> properties(String resource) {
    return Template.map(
        Template.map(Template.map(template.get("Resources")).get(resource)).get("Properties"));
  }

  private static String arnOf(String resource) {
    return "${" + resource + ".Arn}";
  }
}
