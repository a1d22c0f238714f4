package dev.fairlead.cdk;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.TableSpec;
import dev.fairlead.catalog.TableSpec.IndexSpec;
import java.util.Locale;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * What outlives a deployment: every table and queue of the catalog, and the bucket of blobs.
 *
 * <p>Logical ids are set from the catalog's names, not by the CDK: moving a construct must never
 * make CloudFormation replace a table. Tables and bucket stay when the stack is deleted; queues go,
 * because messages are hints.
 */
public final class StatefulStack extends Stack {
  private static final String FIFO = ".fifo";
  private static final int DEAD_LETTER_DAYS = 14;

  private final EnvironmentName environment;

  public StatefulStack(Construct scope, EnvironmentName environment) {
    super(scope, environment.naming("stateful"));
    this.environment = environment;
    for (TableSpec table : TableSpec.values()) {
      add(table);
    }
    for (QueueSpec queue : QueueSpec.values()) {
      add(queue);
    }
    addBlobs();
  }

  private void add(TableSpec spec) {
    var table =
        Table.Builder.create(this, "Table" + camel(spec.tableName()))
            .tableName(environment.naming(spec.tableName()))
            .partitionKey(text("pk"))
            .sortKey(text("sk"))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .timeToLiveAttribute(TableSpec.EXPIRY_ATTRIBUTE)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    for (IndexSpec index : spec.indexes()) {
      table.addGlobalSecondaryIndex(
          GlobalSecondaryIndexProps.builder()
              .indexName(index.name())
              .partitionKey(text(index.partitionAttribute()))
              .sortKey(text(index.sortAttribute()))
              .projectionType(ProjectionType.ALL)
              .build());
    }
    fixId(table, "Table" + camel(spec.tableName()));
  }

  private void add(QueueSpec spec) {
    boolean fifo = spec.queueName().endsWith(FIFO);
    String stem =
        fifo
            ? spec.queueName().substring(0, spec.queueName().length() - FIFO.length())
            : spec.queueName();
    var deadLetters =
        queue("DeadLetters" + camel(stem), stem + "-dlq", fifo)
            .retentionPeriod(Duration.days(DEAD_LETTER_DAYS))
            .build();
    var queue =
        queue("Queue" + camel(stem), stem, fifo)
            .visibilityTimeout(Duration.seconds(spec.visibility().toSeconds()))
            .deadLetterQueue(
                DeadLetterQueue.builder()
                    .queue(deadLetters)
                    .maxReceiveCount(spec.maxReceives())
                    .build())
            .build();
    fixId(deadLetters, "DeadLetters" + camel(stem));
    fixId(queue, "Queue" + camel(stem));
  }

  private Queue.Builder queue(String id, String stem, boolean fifo) {
    var builder =
        Queue.Builder.create(this, id)
            .queueName(environment.naming(fifo ? stem + FIFO : stem))
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true);
    // CloudFormation takes true or nothing: "false" is refused for a standard queue.
    return fifo ? builder.fifo(true) : builder;
  }

  /**
   * No versions: a blob is named by its content and never changes, so versions would only keep what
   * was deleted on purpose. A bucket's name is the whole world's, hence account and region in it.
   */
  private void addBlobs() {
    var bucket =
        Bucket.Builder.create(this, "Blobs")
            .bucketName(environment.naming("blobs-" + Aws.ACCOUNT_ID + "-" + Aws.REGION))
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .encryption(BucketEncryption.S3_MANAGED)
            .enforceSsl(true)
            .versioned(false)
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    fixId(bucket, "Blobs");
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }

  private static void fixId(IConstruct construct, String id) {
    if (!(construct.getNode().getDefaultChild() instanceof CfnElement element)) {
      throw new IllegalStateException(id + " has no resource of its own");
    }
    element.overrideLogicalId(id);
  }

  /** {@code work-sample} becomes {@code WorkSample}: logical ids have no dashes. */
  private static String camel(String name) {
    var camel = new StringBuilder();
    for (String word : name.split("-", -1)) {
      camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return camel.toString();
  }
}
