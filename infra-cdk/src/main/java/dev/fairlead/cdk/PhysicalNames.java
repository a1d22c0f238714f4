package dev.fairlead.cdk;

import dev.fairlead.catalog.BucketSpec;
import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.TableSpec;
import software.amazon.awscdk.Aws;

/**
 * What the catalog's things are called in one environment, and their ARNs. The stacks find each
 * other's things by these names and not by exports, see docs/adr/0009; so does the running code.
 *
 * @param environment part of every name
 */
record PhysicalNames(EnvironmentName environment) {
  private static final String FIFO = ".fifo";

  String table(TableSpec table) {
    return environment.naming(table.tableName());
  }

  String queue(QueueSpec queue) {
    return environment.naming(queue.queueName());
  }

  String deadLetters(QueueSpec queue) {
    return environment.naming(stem(queue) + "-dlq" + (isFifo(queue) ? FIFO : ""));
  }

  /** Where turns of schedules end up that failed. */
  String failedTurns() {
    return environment.naming("failed-turns");
  }

  /** A bucket's name is the whole world's, hence account and region in it. */
  String bucket(BucketSpec bucket) {
    return environment.naming(bucket.bucketName() + "-" + Aws.ACCOUNT_ID + "-" + Aws.REGION);
  }

  String function(FunctionSpec function) {
    return environment.naming(function.functionName());
  }

  /** A role's name is the account's, so environments in two regions need the region in it. */
  String role(FunctionSpec function) {
    return environment.naming(function.functionName() + "-" + Aws.REGION);
  }

  String api() {
    return environment.naming("api");
  }

  String apiLogGroup() {
    return "/aws/apigateway/" + api();
  }

  String alarm(String what) {
    return environment.naming(what);
  }

  String everyAlarmArn() {
    return regional("cloudwatch", "alarm:" + alarm("*"));
  }

  String alarmTopic() {
    return environment.naming("alarms");
  }

  /** A dashboard's name is the account's, like a role's. */
  String dashboard() {
    return environment.naming(Aws.REGION);
  }

  String logGroup(FunctionSpec function) {
    return "/aws/lambda/" + function(function);
  }

  String tableArn(TableSpec table) {
    return regional("dynamodb", "table/" + table(table));
  }

  String indexArn(TableSpec table, TableSpec.IndexSpec index) {
    return tableArn(table) + "/index/" + index.name();
  }

  String queueArn(QueueSpec queue) {
    return regional("sqs", queue(queue));
  }

  /** Of the queues of insights and their dead letters. */
  String everyInsightQueueArn() {
    return regional("sqs", environment.naming(QueueSpec.INSIGHT_PREFIX) + "*");
  }

  /** Of the stacks of insights: AWS puts an id of its own behind a stack's name. */
  String everyInsightStackArn() {
    return regional(
        "cloudformation", "stack/" + environment.naming(QueueSpec.INSIGHT_PREFIX) + "*/*");
  }

  /** Of all readers of queues: AWS names each by an id of its own. */
  String everyReaderArn() {
    return regional("lambda", "event-source-mapping:*");
  }

  String functionArn(FunctionSpec function) {
    return regional("lambda", "function:" + function(function));
  }

  String failedTurnsArn() {
    return regional("sqs", failedTurns());
  }

  String bucketArn(BucketSpec bucket) {
    return "arn:" + Aws.PARTITION + ":s3:::" + bucket(bucket);
  }

  /** Secrets are parameters below the environment's path, by customer and name. */
  String everySecretArn() {
    return regional("ssm", "parameter" + environment.path() + "/*");
  }

  /** ARN of one secret, which is given as customer/name. */
  String secretArn(String secret) {
    return regional("ssm", "parameter" + environment.path() + "/" + secret);
  }

  String logGroupArn(FunctionSpec function) {
    return regional("logs", "log-group:" + logGroup(function));
  }

  /** ARN of what is the account's in the region of the deployment. */
  static String regional(String service, String resource) {
    return "arn:%s:%s:%s:%s:%s"
        .formatted(Aws.PARTITION, service, Aws.REGION, Aws.ACCOUNT_ID, resource);
  }

  static boolean isFifo(QueueSpec queue) {
    return queue.queueName().endsWith(FIFO);
  }

  /** The queue's name without its ending. */
  static String stem(QueueSpec queue) {
    String name = queue.queueName();
    return isFifo(queue) ? name.substring(0, name.length() - FIFO.length()) : name;
  }
}
