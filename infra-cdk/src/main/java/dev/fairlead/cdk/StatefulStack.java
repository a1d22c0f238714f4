package dev.fairlead.cdk;

import dev.fairlead.catalog.BucketSpec;
import dev.fairlead.catalog.InsightStack;
import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.TableSpec;
import dev.fairlead.catalog.TableSpec.IndexSpec;
import java.util.List;
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
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * What outlives a deployment: every table, queue and bucket of the catalog.
 *
 * <p>Tables and buckets stay when the stack is deleted, unless the environment was said not to keep
 * its data; queues go, because messages are hints.
 */
public final class StatefulStack extends Stack {
  private static final int UNFINISHED_UPLOAD_DAYS = 1;

  private final FairleadEnvironment environment;
  private final PhysicalNames names;

  StatefulStack(Construct scope, FairleadEnvironment environment) {
    super(
        scope,
        environment.name().naming("stateful"),
        environment.stack("stateful", "tables, queues and blobs"));
    this.environment = environment;
    this.names = environment.names();
    List.of(TableSpec.values()).forEach(this::add);
    List.of(QueueSpec.values()).forEach(this::add);
    List.of(BucketSpec.values()).forEach(this::add);
  }

  private void add(TableSpec spec) {
    String id = LogicalIds.of("Table", spec.tableName());
    var table =
        Table.Builder.create(this, id)
            .tableName(names.table(spec))
            .partitionKey(text("pk"))
            .sortKey(text("sk"))
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .timeToLiveAttribute(TableSpec.EXPIRY_ATTRIBUTE)
            .deletionProtection(environment.choices().keepsData())
            .removalPolicy(removalOfData())
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
    LogicalIds.fix(table, id);
  }

  private void add(QueueSpec spec) {
    String stem = PhysicalNames.stem(spec);
    boolean fifo = PhysicalNames.isFifo(spec);
    var deadLetters =
        queue(LogicalIds.of("DeadLetters", stem), names.deadLetters(spec), fifo)
            .retentionPeriod(Duration.days(InsightStack.DEAD_LETTER_DAYS))
            .build();
    var queue =
        queue(LogicalIds.of("Queue", stem), names.queue(spec), fifo)
            .visibilityTimeout(Duration.seconds(spec.visibility().toSeconds()))
            .deadLetterQueue(
                DeadLetterQueue.builder()
                    .queue(deadLetters)
                    .maxReceiveCount(spec.maxReceives())
                    .build())
            .build();
    LogicalIds.fix(deadLetters, LogicalIds.of("DeadLetters", stem));
    LogicalIds.fix(queue, LogicalIds.of("Queue", stem));
  }

  private Queue.Builder queue(String id, String name, boolean fifo) {
    var builder =
        Queue.Builder.create(this, id)
            .queueName(name)
            .encryption(QueueEncryption.SQS_MANAGED)
            .enforceSsl(true);
    // CloudFormation takes true or nothing: "false" is refused for a standard queue.
    return fifo ? builder.fifo(true) : builder;
  }

  /**
   * No versions: a blob is named by its content and never changes, so versions would only keep what
   * was deleted on purpose.
   */
  private void add(BucketSpec spec) {
    String id = LogicalIds.of("", spec.bucketName());
    var bucket =
        Bucket.Builder.create(this, id)
            .bucketName(names.bucket(spec))
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .encryption(BucketEncryption.S3_MANAGED)
            .enforceSsl(true)
            .versioned(false)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .id("unfinished-uploads")
                        .abortIncompleteMultipartUploadAfter(Duration.days(UNFINISHED_UPLOAD_DAYS))
                        .build()))
            .removalPolicy(removalOfData())
            .build();
    Suppressions.accessLogsOfBlobs(bucket);
    LogicalIds.fix(bucket, id);
  }

  private RemovalPolicy removalOfData() {
    return environment.choices().keepsData() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
