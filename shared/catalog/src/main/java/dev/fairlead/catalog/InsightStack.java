package dev.fairlead.catalog;

import java.util.Map;

/**
 * What there is of an insight beside its rows: a queue, its dead letters and the executor as its
 * reader, one CloudFormation stack that the insight provisioner makes at run time. It is as the
 * queue of all permits and its reader, but for whether it is read.
 */
public final class InsightStack {
  /** The parameter that says whether the queue is read: {@code true} or {@code false}. */
  public static final String IS_READ = "IsRead";

  /** The parameter with the queue's physical name. */
  public static final String NAME = "Name";

  /** The parameter with the name of the function that reads the queue, and its alias. */
  public static final String EXECUTOR = "Executor";

  /** As with every other queue's dead letters. */
  public static final int DEAD_LETTER_DAYS = 14;

  /** Of one insight; many are seldom busy at once. */
  public static final int MAX_CONCURRENCY = 50;

  private static final int DAY_SECONDS = 24 * 60 * 60;

  /** Only over TLS, as with every other queue. */
  private static final String POLICY =
      """
          "Type": "AWS::SQS::QueuePolicy",
          "Properties": {
            "Queues": [{"Ref": "QUEUE"}],
            "PolicyDocument": {
              "Version": "2012-10-17",
              "Statement": [{
                "Action": "sqs:*",
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                "Effect": "Deny",
                "Principal": {"AWS": "*"},
                "Resource": {"Fn::GetAtt": ["QUEUE", "Arn"]}
              }]
            }
          }\
      """;

  private InsightStack() {}

  /** What it is called, and so is the queue, in an environment. */
  public static String name(EnvironmentName environment, String queue) {
    return environment.naming(queue);
  }

  /** The parameters of the stack. */
  public static Map<String, String> parameters(
      EnvironmentName environment, String physicalQueue, boolean isRead) {
    return Map.of(
        NAME,
        physicalQueue,
        EXECUTOR,
        environment.naming(FunctionSpec.PERMIT.functionName()) + ":" + FunctionSpec.ALIAS,
        IS_READ,
        Boolean.toString(isRead));
  }

  /** The same for every insight, in JSON. */
  public static String template() {
    return """
    {
      "AWSTemplateFormatVersion": "2010-09-09",
      "Description": "An insight of Fairlead: its queue, dead letters and reader.",
      "Parameters": {
        "Name": {"Type": "String"},
        "Executor": {"Type": "String"},
        "IsRead": {"Type": "String", "AllowedValues": ["true", "false"]}
      },
      "Resources": {
        "DeadLetters": {
          "Type": "AWS::SQS::Queue",
          "Properties": {
            "QueueName": {"Fn::Sub": "${Name}-dlq"},
            "MessageRetentionPeriod": %d,
            "SqsManagedSseEnabled": true
          }
        },
        "DeadLettersPolicy": {
    %s
        },
        "Queue": {
          "Type": "AWS::SQS::Queue",
          "Properties": {
            "QueueName": {"Ref": "Name"},
            "VisibilityTimeout": %d,
            "SqsManagedSseEnabled": true,
            "RedrivePolicy": {
              "deadLetterTargetArn": {"Fn::GetAtt": ["DeadLetters", "Arn"]},
              "maxReceiveCount": %d
            }
          }
        },
        "QueuePolicy": {
    %s
        },
        "Reader": {
          "Type": "AWS::Lambda::EventSourceMapping",
          "Properties": {
            "EventSourceArn": {"Fn::GetAtt": ["Queue", "Arn"]},
            "FunctionName": {"Fn::Sub":
              "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:${Executor}"},
            "Enabled": {"Ref": "IsRead"},
            "BatchSize": %d,
            "FunctionResponseTypes": ["ReportBatchItemFailures"],
            "ScalingConfig": {"MaximumConcurrency": %d}
          }
        }
      }
    }
    """
        .formatted(
            DEAD_LETTER_DAYS * DAY_SECONDS,
            POLICY.replace("QUEUE", "DeadLetters"),
            QueueSpec.PERMITS.visibility().toSeconds(),
            QueueSpec.PERMITS.maxReceives(),
            POLICY.replace("QUEUE", "Queue"),
            QueueTrigger.PERMITS.batchSize(),
            MAX_CONCURRENCY);
  }
}
