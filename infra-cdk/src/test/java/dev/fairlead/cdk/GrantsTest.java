package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Grant;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.catalog.TableSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The roles of the template against the grants of the catalog: what may be done is worked out here
 * a second time, as pairs of one action and one resource.
 */
class GrantsTest {
  private static final String HERE = ":${AWS::Region}:${AWS::AccountId}:";
  private static final String SECRETS =
      "arn:${AWS::Partition}:ssm" + HERE + "parameter/fairlead/test/*";

  @ParameterizedTest
  @EnumSource(FunctionSpec.class)
  void allowsWhatTheFunctionIsGrantedAndNothingElse(FunctionSpec function) {
    assertThat(allowed(function)).isEqualTo(expected(function, function.grants()));
  }

  @ParameterizedTest
  @EnumSource(FunctionSpec.class)
  void wouldNoticeAGrantThatIsMissing(FunctionSpec function) {
    for (Grant dropped : function.grants()) {
      if (dropped.equals(Grant.pods())) {
        // Nothing is granted for pods where there is no cluster; see below.
        continue;
      }
      Set<Grant> others =
          function.grants().stream()
              .filter(grant -> !grant.equals(dropped))
              .collect(Collectors.toSet());

      assertThat(expected(function, others)).isNotEqualTo(allowed(function));
    }
  }

  @ParameterizedTest
  @EnumSource(FunctionSpec.class)
  void wouldNoticeAGrantTooMany(FunctionSpec function) {
    for (Grant added : everyGrant()) {
      if (!function.grants().contains(added)) {
        Set<Grant> more =
            Stream.concat(function.grants().stream(), Stream.of(added)).collect(Collectors.toSet());

        assertThat(expected(function, more)).isNotEqualTo(allowed(function));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(FunctionSpec.class)
  void whoeverMakesPodsReadsTheKubeconfigAndNobodyElseDoes(FunctionSpec function) {
    var role =
        Synthesis.chosen()
            .stateless()
            .properties("AWS::IAM::Role")
            .get(LogicalIds.of("Role", function.functionName()));

    assertThat(String.valueOf(role).contains("/operators/kubeconfig"))
        .isEqualTo(function.grants().contains(Grant.pods()));
  }

  /** A token for EKS is signed without asking AWS, and the cluster says what its bearer may do. */
  @ParameterizedTest
  @EnumSource(FunctionSpec.class)
  void aClusterOfEksTakesNoRightOnAws(FunctionSpec function) {
    assertThat(rightsOn(Synthesis.onEks(), function))
        .isEqualTo(
            rightsOn(Synthesis.test(), function)
                .replace("fairlead-test", "fairlead-eks")
                .replace("fairlead/test", "fairlead/eks"));
  }

  private static String rightsOn(Synthesis synthesis, FunctionSpec function) {
    var role =
        synthesis
            .stateless()
            .properties("AWS::IAM::Role")
            .get(LogicalIds.of("Role", function.functionName()));
    return String.valueOf(Template.map(role).get("Policies"));
  }

  @Test
  void letsOnlyLambdaTakeTheRoles() {
    var roles = Synthesis.test().stateless().properties("AWS::IAM::Role");

    assertThat(roles).hasSameSizeAs(FunctionSpec.values());
    assertThat(roles.values())
        .allSatisfy(role ->
            assertThat(Template.map(role.get("AssumeRolePolicyDocument")).get("Statement"))
                .isEqualTo(
                    List.of(
                        Map.of(
                            "Action", "sts:AssumeRole",
                            "Effect", "Allow",
                            "Principal", Map.of("Service", "lambda.amazonaws.com")))))
        .allSatisfy(role -> assertThat(role).doesNotContainKey("ManagedPolicyArns"));
    assertThat(roles.values().stream().map(role -> role.get("RoleName")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(FunctionSpec.values())
                .map(function -> "fairlead-test-" + function.functionName() + "-${AWS::Region}")
                .toList());
  }

  @Test
  void givesNoOtherRightsToAnybodyOfOurs() {
    assertThat(Synthesis.test().stateless().resources("AWS::IAM::Policy")).isEmpty();
    assertThat(Synthesis.test().stateless().resources("AWS::IAM::ManagedPolicy")).isEmpty();
    assertThat(Synthesis.test().stateful().resources("AWS::IAM::Role")).isEmpty();
  }

  private static Set<String> allowed(FunctionSpec function) {
    var role =
        Synthesis.test()
            .stateless()
            .properties("AWS::IAM::Role")
            .get(LogicalIds.of("Role", function.functionName()));
    var pairs = new TreeSet<String>();
    for (Map<String, Object> policy : Template.maps(Template.map(role).get("Policies"))) {
      for (Map<String, Object> statement :
          Template.maps(Template.map(policy.get("PolicyDocument")).get("Statement"))) {
        assertThat(statement)
            .containsKeys("Sid", "Effect", "Action", "Resource")
            .hasSize(statement.containsKey("Condition") ? 5 : 4);
        String condition =
            statement.containsKey("Condition") ? " if " + statement.get("Condition") : "";
        assertThat(statement).containsEntry("Effect", "Allow");
        for (String action : Template.texts(statement.get("Action"))) {
          for (String resource : Template.texts(statement.get("Resource"))) {
            assertThat(pairs.add(action + " on " + resource + condition)).as("said once").isTrue();
          }
        }
      }
    }
    return pairs;
  }

  private static Set<String> expected(FunctionSpec function, Set<Grant> grants) {
    var pairs = new TreeSet<String>();
    grants.forEach(grant -> pairs.addAll(expected(grant)));
    for (QueueTrigger trigger : QueueTrigger.values()) {
      if (trigger.function() == function) {
        pairs.addAll(
            on(
                queue(trigger.queue().queueName()),
                "sqs:ReceiveMessage",
                "sqs:DeleteMessage",
                "sqs:GetQueueAttributes"));
      }
    }
    if (function == FunctionSpec.PERMIT) {
      pairs.addAll(
          on(
              queue("Insight-*"),
              "sqs:ReceiveMessage",
              "sqs:DeleteMessage",
              "sqs:GetQueueAttributes"));
    }
    for (ScheduleSpec schedule : ScheduleSpec.values()) {
      if (schedule.function() == function) {
        pairs.addAll(on(queue("failed-turns"), "sqs:SendMessage"));
      }
    }
    pairs.addAll(
        on(
            "arn:${AWS::Partition}:logs"
                + HERE
                + "log-group:/aws/lambda/fairlead-test-"
                + function.functionName()
                + ":log-stream:*",
            "logs:CreateLogStream",
            "logs:PutLogEvents"));
    return pairs;
  }

  private static List<String> expected(Grant grant) {
    return switch (grant) {
      case Grant.Items(var table, var access) when access == Grant.Access.WRITE ->
          on(
              table(table),
              "dynamodb:PutItem",
              "dynamodb:DeleteItem",
              "dynamodb:ConditionCheckItem");
      case Grant.Items(var table, _) ->
          Stream.concat(
                  on(table(table), "dynamodb:GetItem", "dynamodb:Query").stream(),
                  table.indexes().stream()
                      .flatMap(index ->
                          on(table(table) + "/index/" + index.name(), "dynamodb:Query").stream()))
              .toList();
      case Grant.Blobs(var bucket, var access) when access == Grant.Access.WRITE ->
          on(bucket(bucket.bucketName()) + "/*", "s3:PutObject");
      case Grant.Blobs(var bucket, _) ->
          Stream.concat(
                  on(bucket(bucket.bucketName()) + "/*", "s3:GetObject").stream(),
                  on(bucket(bucket.bucketName()), "s3:ListBucket").stream())
              .toList();
      case Grant.BlobRemoval(var bucket) ->
          on(bucket(bucket.bucketName()) + "/*", "s3:DeleteObject");
      case Grant.Secrets(var access) when access == Grant.Access.WRITE ->
          on(SECRETS, "ssm:PutParameter", "ssm:DeleteParameter");
      case Grant.Secrets _ -> on(SECRETS, "ssm:GetParameter");
      case Grant.SecretHistory _ -> on(SECRETS, "ssm:GetParameterHistory");
      case Grant.InsightMessages _ -> on(queue("Insight-*"), "sqs:SendMessage", "sqs:GetQueueUrl");
      case Grant.InsightQueues _ -> provideQueues();
      case Grant.Pods _ -> List.of();
      case Grant.Messages(var queue) ->
          on(queue(queue.queueName()), "sqs:SendMessage", "sqs:GetQueueUrl");
    };
  }

  private static List<String> provideQueues() {
    String executor = "arn:${AWS::Partition}:lambda" + HERE + "function:fairlead-test-permit";
    String ofExecutor = " if {ArnLike={lambda:FunctionArn=[" + executor + ", " + executor + ":*]}}";
    String readers = "arn:${AWS::Partition}:lambda" + HERE + "event-source-mapping:*";
    return Stream.of(
            on(
                "arn:${AWS::Partition}:cloudformation" + HERE + "stack/fairlead-test-Insight-*/*",
                "cloudformation:CreateStack",
                "cloudformation:UpdateStack",
                "cloudformation:DeleteStack",
                "cloudformation:DescribeStacks",
                "cloudformation:TagResource"),
            on(
                queue("Insight-*"),
                "sqs:CreateQueue",
                "sqs:DeleteQueue",
                "sqs:GetQueueUrl",
                "sqs:GetQueueAttributes",
                "sqs:SetQueueAttributes",
                "sqs:ListQueueTags",
                "sqs:TagQueue"),
            on(readers, "lambda:ListTags", "lambda:TagResource"),
            on(
                readers + ofExecutor,
                "lambda:GetEventSourceMapping",
                "lambda:UpdateEventSourceMapping",
                "lambda:DeleteEventSourceMapping"),
            on("*" + ofExecutor, "lambda:CreateEventSourceMapping"))
        .flatMap(List::stream)
        .toList();
  }

  private static Set<Grant> everyGrant() {
    return Stream.of(FunctionSpec.values())
        .flatMap(function -> function.grants().stream())
        .filter(grant -> !grant.equals(Grant.pods()))
        .collect(Collectors.toSet());
  }

  private static List<String> on(String resource, String... actions) {
    return Stream.of(actions).map(action -> action + " on " + resource).toList();
  }

  private static String table(TableSpec table) {
    return "arn:${AWS::Partition}:dynamodb" + HERE + "table/fairlead-test-" + table.tableName();
  }

  private static String queue(String name) {
    return "arn:${AWS::Partition}:sqs" + HERE + "fairlead-test-" + name;
  }

  private static String bucket(String name) {
    return "arn:${AWS::Partition}:s3:::fairlead-test-" + name + "-${AWS::AccountId}-${AWS::Region}";
  }
}
