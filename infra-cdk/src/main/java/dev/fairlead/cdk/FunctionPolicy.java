package dev.fairlead.cdk;

import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Grant;
import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.catalog.TableSpec;
import dev.fairlead.cdk.EnvironmentChoices.Cluster;
import dev.fairlead.cdk.EnvironmentChoices.Pods;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * What the role of a function allows: its grants, taking messages from the queues that trigger it,
 * reporting failed turns of its schedule, and writing its own log. The actions are those of the
 * calls that the AWS adapters make.
 */
final class FunctionPolicy {
  private static final List<String> TAKING =
      List.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage");

  private final FunctionSpec function;
  private final PhysicalNames names;
  private final Optional<Cluster> cluster;

  FunctionPolicy(FunctionSpec function, FairleadEnvironment environment) {
    this.function = function;
    this.names = environment.names();
    this.cluster = environment.choices().pods().map(Pods::cluster);
  }

  /** Statements in an order that does not depend on the order of the grants. */
  List<PolicyStatement> statements() {
    Stream<PolicyStatement> granted = function.grants().stream().flatMap(this::statements);
    Stream<PolicyStatement> taken =
        Arrays.stream(QueueTrigger.values())
            .filter(trigger -> trigger.function() == function)
            .map(trigger -> take(trigger.queue()));
    Stream<PolicyStatement> takenOfInsights =
        function == FunctionSpec.PERMIT
            ? Stream.of(allow("TakeOfInsights", TAKING, List.of(names.everyInsightQueueArn())))
            : Stream.empty();
    Stream<PolicyStatement> failed =
        Arrays.stream(ScheduleSpec.values())
            .filter(schedule -> schedule.function() == function)
            .map(_ -> reportFailedTurn());
    return Stream.of(granted, taken, takenOfInsights, failed, Stream.of(log()))
        .flatMap(statements -> statements)
        .sorted(Comparator.comparing(PolicyStatement::getSid))
        .toList();
  }

  private Stream<PolicyStatement> statements(Grant grant) {
    return switch (grant) {
      case Grant.Items(var table, var access) ->
          switch (access) {
            case READ -> read(table);
            case WRITE ->
                Stream.of(
                    allow(
                        LogicalIds.of("Write", table.tableName()),
                        List.of(
                            "dynamodb:PutItem",
                            "dynamodb:DeleteItem",
                            "dynamodb:ConditionCheckItem"),
                        List.of(names.tableArn(table))));
          };
      case Grant.Blobs(var bucket, var access) ->
          switch (access) {
            case READ ->
                Stream.of(
                    allow(
                        LogicalIds.of("Read", bucket.bucketName()),
                        List.of("s3:GetObject"),
                        List.of(names.bucketArn(bucket) + "/*")),
                    // Without it S3 says of a missing blob that it is forbidden.
                    allow(
                        LogicalIds.of("Miss", bucket.bucketName()),
                        List.of("s3:ListBucket"),
                        List.of(names.bucketArn(bucket))));
            case WRITE ->
                Stream.of(
                    allow(
                        LogicalIds.of("Write", bucket.bucketName()),
                        List.of("s3:PutObject"),
                        List.of(names.bucketArn(bucket) + "/*")));
          };
      case Grant.BlobRemoval(var bucket) ->
          Stream.of(
              allow(
                  LogicalIds.of("Remove", bucket.bucketName()),
                  List.of("s3:DeleteObject"),
                  List.of(names.bucketArn(bucket) + "/*")));
      case Grant.Secrets(var access) ->
          Stream.of(
              switch (access) {
                // The account's own key for parameters decrypts for whoever may read one.
                case READ ->
                    allow(
                        "ReadSecrets",
                        List.of("ssm:GetParameter"),
                        List.of(names.everySecretArn()));
                case WRITE ->
                    allow(
                        "WriteSecrets",
                        List.of("ssm:DeleteParameter", "ssm:PutParameter"),
                        List.of(names.everySecretArn()));
              });
      case Grant.SecretHistory _ ->
          Stream.of(
              allow(
                  "ReadSecretHistory",
                  List.of("ssm:GetParameterHistory"),
                  List.of(names.everySecretArn())));
      case Grant.InsightMessages _ ->
          Stream.of(
              allow(
                  "SendToInsights",
                  List.of("sqs:GetQueueUrl", "sqs:SendMessage"),
                  List.of(names.everyInsightQueueArn())));
      case Grant.InsightQueues _ -> provideQueues();
      // What the kubeconfig's user or the role may do in the cluster, the cluster says. The token
      // that tells EKS of the role is signed without asking AWS.
      case Grant.Pods _ ->
          cluster.stream()
              .flatMap(chosen ->
                  switch (chosen) {
                    case Cluster.Kubeconfig(var secret) ->
                        Stream.of(
                            allow(
                                "ReadKubeconfig",
                                List.of("ssm:GetParameter"),
                                List.of(names.secretArn(secret))));
                    case Cluster.Eks _ -> Stream.empty();
                  });
      case Grant.Messages(var queue) ->
          Stream.of(
              allow(
                  LogicalIds.of("Send", PhysicalNames.stem(queue)),
                  List.of("sqs:GetQueueUrl", "sqs:SendMessage"),
                  List.of(names.queueArn(queue))));
    };
  }

  /** An index can be queried and nothing else. */
  private Stream<PolicyStatement> read(TableSpec table) {
    var items =
        allow(
            LogicalIds.of("Read", table.tableName()),
            List.of("dynamodb:GetItem", "dynamodb:Query"),
            List.of(names.tableArn(table)));
    if (table.indexes().isEmpty()) {
      return Stream.of(items);
    }
    var indexes = table.indexes().stream().map(index -> names.indexArn(table, index)).toList();
    return Stream.of(
        items,
        allow(LogicalIds.of("Query", table.tableName()), List.of("dynamodb:Query"), indexes));
  }

  /**
   * CloudFormation makes what is in a stack with the rights of whoever asks for the stack: no role
   * is passed on. Readers can be made for the executor alone; that one of some function can only be
   * said by a condition.
   */
  private Stream<PolicyStatement> provideQueues() {
    String executor = names.functionArn(FunctionSpec.PERMIT);
    var readers =
        PolicyStatement.Builder.create()
            .sid("ProvideReaders")
            .effect(Effect.ALLOW)
            .actions(
                List.of(
                    "lambda:DeleteEventSourceMapping",
                    "lambda:GetEventSourceMapping",
                    "lambda:UpdateEventSourceMapping"))
            .resources(List.of(names.everyReaderArn()))
            .conditions(ofExecutor(executor))
            .build();
    var newReaders =
        PolicyStatement.Builder.create()
            .sid("ProvideNewReaders")
            .effect(Effect.ALLOW)
            .actions(List.of("lambda:CreateEventSourceMapping"))
            .resources(List.of("*"))
            .conditions(ofExecutor(executor))
            .build();
    return Stream.of(
        allow(
            "ProvideStacks",
            List.of(
                "cloudformation:CreateStack",
                "cloudformation:DeleteStack",
                "cloudformation:DescribeStacks",
                "cloudformation:TagResource",
                "cloudformation:UpdateStack"),
            List.of(names.everyInsightStackArn())),
        allow(
            "ProvideQueues",
            List.of(
                "sqs:CreateQueue",
                "sqs:DeleteQueue",
                "sqs:GetQueueAttributes",
                "sqs:GetQueueUrl",
                "sqs:ListQueueTags",
                "sqs:SetQueueAttributes",
                "sqs:TagQueue"),
            List.of(names.everyInsightQueueArn())),
        // The environment's tag comes from the stack to all that is in it.
        allow(
            "ProvideTags",
            List.of("lambda:ListTags", "lambda:TagResource"),
            List.of(names.everyReaderArn())),
        newReaders,
        readers);
  }

  /** With its alias, and without. */
  private static Map<String, Map<String, List<String>>> ofExecutor(String arn) {
    return Map.of("ArnLike", Map.of("lambda:FunctionArn", List.of(arn, arn + ":*")));
  }

  private PolicyStatement take(QueueSpec queue) {
    return allow(
        LogicalIds.of("Take", PhysicalNames.stem(queue)), TAKING, List.of(names.queueArn(queue)));
  }

  /** Lambda sends what became of a turn in the function's own name. */
  private PolicyStatement reportFailedTurn() {
    return allow("ReportFailedTurn", List.of("sqs:SendMessage"), List.of(names.failedTurnsArn()));
  }

  private PolicyStatement log() {
    return allow(
        "Log",
        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
        List.of(names.logGroupArn(function) + ":log-stream:*"));
  }

  private static PolicyStatement allow(String sid, List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .effect(Effect.ALLOW)
        .actions(actions)
        .resources(resources)
        .build();
  }
}
