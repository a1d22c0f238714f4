package dev.fairlead.cdk;

import dev.fairlead.catalog.BucketSpec;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Grant;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.constructs.IConstruct;

/**
 * Where we do not do what AWS's own rules for a good architecture (cdk-nag) ask for, and why; each
 * on the one resource that it is about.
 */
final class Suppressions {
  private Suppressions() {}

  static void accessLogsOfBlobs(IConstruct bucket) {
    suppress(
        bucket,
        "AwsSolutions-S1",
        "Only our functions can reach the bucket, and they log each call with whose it was; access"
            + " logs would be a second bucket to store, to guard and to pay.");
  }

  static void stageOf(RestApi api) {
    suppress(
        api,
        "AwsSolutions-APIG2",
        "The functions validate every request and name each problem by its path; the gateway could"
            + " only say that something is wrong.");
    suppress(
        api.getDeploymentStage(),
        "AwsSolutions-APIG6",
        "Execution logs hold headers and bodies, so tokens and payloads; the access log and the"
            + " functions' own lines do not.");
    suppress(
        api.getDeploymentStage(),
        "AwsSolutions-APIG3",
        "A web ACL costs by the month, an idle environment nearly nothing; every call is throttled"
            + " and needs a token.");
  }

  static void authorizationOf(IConstruct method) {
    suppress(
        method,
        "AwsSolutions-COG4",
        "Callers have API tokens, checked by the custom authorizer, and no Cognito user.");
  }

  static void deadLettersOf(IConstruct failedTurns) {
    suppress(
        failedTurns,
        "AwsSolutions-SQS3",
        "It is where failures end up: nobody takes messages from it that could fail again.");
  }

  static void policyOfAccount(IConstruct role) {
    suppress(
        role,
        "AwsSolutions-IAM4",
        "API Gateway accepts this role only with what AWS's own policy allows, and it is for the"
            + " logs of every API of the account.",
        "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role"
            + "/AmazonAPIGatewayPushToCloudWatchLogs");
  }

  static void wildcardsOf(IConstruct role, FunctionSpec function, PhysicalNames names) {
    suppress(
        role,
        "AwsSolutions-IAM5",
        "Streams of the function's own log group: Lambda names them when it starts one.",
        "Resource::" + resolved(names.logGroupArn(function)) + ":log-stream:*");
    if (function.grants().stream()
        .anyMatch(
            grant -> grant instanceof Grant.Secrets || grant instanceof Grant.SecretHistory)) {
      suppress(
          role,
          "AwsSolutions-IAM5",
          "Secrets are named by their owner; a function serves all owners.",
          "Resource::" + resolved(names.everySecretArn()));
    }
    if (function == FunctionSpec.PERMIT
        || function.grants().contains(Grant.sendToInsights())
        || function.grants().contains(Grant.provideQueues())) {
      suppress(
          role,
          "AwsSolutions-IAM5",
          "Queues of insights come and go at run time; a function serves all insights.",
          "Resource::" + resolved(names.everyInsightQueueArn()));
    }
    if (function.grants().contains(Grant.provideQueues())) {
      suppress(
          role,
          "AwsSolutions-IAM5",
          "Stacks of insights come and go at run time, and AWS puts an id of its own behind a"
              + " name.",
          "Resource::" + resolved(names.everyInsightStackArn()));
      suppress(
          role,
          "AwsSolutions-IAM5",
          "AWS names readers of queues by ids of its own; a condition keeps them to the executor.",
          "Resource::" + resolved(names.everyReaderArn()));
      suppress(
          role,
          "AwsSolutions-IAM5",
          "What is not there yet has no name; a condition keeps new readers to the executor.",
          "Resource::*");
    }
    var buckets = new ArrayList<BucketSpec>();
    for (Grant grant : function.grants()) {
      if (grant instanceof Grant.Blobs(var bucket, _) && !buckets.contains(bucket)) {
        buckets.add(bucket);
        suppress(
            role,
            "AwsSolutions-IAM5",
            "Blobs are named by their owner and hash; a function serves all owners.",
            "Resource::" + resolved(names.bucketArn(bucket)) + "/*");
      }
    }
  }

  /** As cdk-nag spells what is only known when the stack is deployed. */
  private static String resolved(String arn) {
    return arn.replace(Aws.PARTITION, "<AWS::Partition>")
        .replace(Aws.REGION, "<AWS::Region>")
        .replace(Aws.ACCOUNT_ID, "<AWS::AccountId>");
  }

  private static void suppress(IConstruct on, String rule, String reason, String... findings) {
    var suppression = new NagPackSuppression.Builder().id(rule).reason(reason);
    if (findings.length > 0) {
      suppression.appliesTo(List.of(findings));
    }
    NagSuppressions.addResourceSuppressions(on, List.of(suppression.build()));
  }
}
