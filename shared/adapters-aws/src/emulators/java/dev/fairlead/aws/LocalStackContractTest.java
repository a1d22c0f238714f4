package dev.fairlead.aws;

import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.testkit.contracts.BlobStoreContract;
import dev.fairlead.testkit.contracts.ItemStoreContract;
import dev.fairlead.testkit.contracts.SecretStoreContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;
import software.amazon.awssdk.services.sqs.SqsClient;

/** All four ports on one LocalStack; for the blob store the only S3 that is not of our making. */
@EnabledIf(
    value = "dev.fairlead.aws.LocalStack#isPossible",
    disabledReason = "LocalStack suites: no Docker")
class LocalStackContractTest {
  private static LocalStack localStack;
  private static SqsClient sqs;
  private static AwsAdapters aws;

  @BeforeAll
  static void start() {
    localStack = LocalStack.start();
    var at = localStack.address();
    var emulated = EmulatedAws.with().dynamoDb(at).sqs(at).s3(at).ssm(at);
    try (var tables = EmulatedAws.CLIENTS.dynamoDbReads(emulated.settings());
        var buckets = EmulatedAws.CLIENTS.s3(emulated.settings())) {
      TableCreation.createAll(tables, EmulatedAws.PREFIX);
      buckets.createBucket(
          call ->
              call.bucket(EmulatedAws.BUCKET)
                  .createBucketConfiguration(where ->
                      where.locationConstraint(EmulatedAws.REGION.id())));
    }
    sqs = EmulatedAws.CLIENTS.sqs(emulated.settings());
    aws = emulated.open();
  }

  @AfterAll
  static void stop() {
    aws.close();
    sqs.close();
    localStack.close();
  }

  @Nested
  class Items extends ItemStoreContract {
    @Override
    protected ItemStore store() {
      return aws.items();
    }
  }

  @Nested
  class Queues extends SqsQueues {
    @Override
    protected MessageQueue queues() {
      return aws.queues();
    }

    @Override
    SqsClient client() {
      return sqs;
    }

    /** LocalStack looks once a second for messages whose time has come. */
    @Override
    Duration slack() {
      return Duration.ofMillis(1500);
    }

    /** LocalStack deletes by any receipt of a message, which SQS does not rule out either. */
    @Override
    protected boolean takesOnlyTheLatestReceipt() {
      return false;
    }
  }

  @Nested
  class Blobs extends BlobStoreContract {
    @Override
    protected BlobStore blobs() {
      return aws.blobs();
    }
  }

  @Nested
  class Secrets extends SecretStoreContract {
    @Override
    protected SecretStore secrets() {
      return aws.secrets();
    }

    @Override
    protected Instant later() {
      return Instant.now();
    }
  }
}
