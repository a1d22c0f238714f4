package dev.fairlead.cdk;

import java.util.List;

/**
 * What AWS allows of a deployment, in one place; where there is room to grow into, less than that.
 * Source: the quota pages of each service, as known in November 2026; not looked up by a tool.
 */
final class Quotas {
  /** AWS takes 500 resources in a stack. */
  static final int STACK_RESOURCES = 450;

  /** AWS takes templates of 1,000,000 bytes. */
  static final int TEMPLATE_BYTES = 900_000;

  /** The resource policy of a function, which says who may call it: AWS takes 20 KB. */
  static final int FUNCTION_POLICY_BYTES = 16 * 1024;

  /** All inline policies of a role: AWS takes 10,240 characters, without white space. */
  static final int ROLE_POLICY_BYTES = 9_000;

  /** The policy of a queue, bucket or topic: 20 KB for a bucket, more for the others. */
  static final int RESOURCE_POLICY_BYTES = 16 * 1024;

  /** All environment variables of a function. */
  static final int ENVIRONMENT_BYTES = 4 * 1024;

  /** What is uploaded for a function, unpacked. */
  static final long UNPACKED_BYTES = 250L * 1024 * 1024;

  /** Metrics that the expression of one alarm may use. */
  static final int ALARM_METRICS = 10;

  static final int ALARM_DESCRIPTION = 1024;

  /** Metrics of a dashboard that is one of the three free ones. */
  static final int FREE_DASHBOARD_METRICS = 50;

  /**
   * How long the names of a type of resource may be.
   *
   * @param property where the name is
   * @param form what the service takes
   */
  record Name(String type, String property, int longest, String form) {}

  static final List<Name> NAMES =
      List.of(
          new Name("AWS::Lambda::Function", "FunctionName", 64, "[A-Za-z0-9_-]+"),
          new Name("AWS::IAM::Role", "RoleName", 64, "[A-Za-z0-9+=,.@_-]+"),
          new Name("AWS::SQS::Queue", "QueueName", 80, "[A-Za-z0-9_-]+(\\.fifo)?"),
          new Name("AWS::DynamoDB::Table", "TableName", 255, "[A-Za-z0-9_.-]{3,}"),
          new Name("AWS::S3::Bucket", "BucketName", 63, "[a-z0-9][a-z0-9-]*[a-z0-9]"),
          new Name("AWS::Events::Rule", "Name", 64, "[A-Za-z0-9_.-]+"),
          new Name("AWS::CloudWatch::Alarm", "AlarmName", 255, "[A-Za-z0-9-]+"),
          new Name("AWS::Logs::LogGroup", "LogGroupName", 512, "[A-Za-z0-9_/.#-]+"),
          new Name("AWS::Lambda::Alias", "Name", 128, "[A-Za-z0-9_-]+"),
          new Name("AWS::ApiGateway::RestApi", "Name", 1024, "[A-Za-z0-9-]+"),
          new Name("AWS::ApiGateway::Authorizer", "Name", 128, "[A-Za-z0-9-]+"),
          new Name("AWS::ApiGateway::Stage", "StageName", 128, "[A-Za-z0-9_-]+"),
          new Name("AWS::SNS::Topic", "TopicName", 256, "[A-Za-z0-9_-]+"),
          new Name("AWS::CloudWatch::Dashboard", "DashboardName", 255, "[A-Za-z0-9_-]+"));

  /** No region outside of AWS's isolated ones has a longer name. */
  private static final String LONGEST_REGION = "ap-southeast-1";

  private Quotas() {}

  /** What becomes of a text of a template, at its longest. */
  static String deployed(String text) {
    return text.replace("${AWS::Region}", LONGEST_REGION)
        .replace("${AWS::AccountId}", "123456789012")
        .replace("${AWS::Partition}", "aws-us-gov");
  }
}
