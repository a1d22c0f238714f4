package dev.fairlead.aws;

import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Ports;

/**
 * The ports over DynamoDB, SQS and S3, for one environment. Thread-safe; made once at start-up.
 *
 * <p>A client is built when its port is first asked for, so a function pays only for what it uses.
 */
public final class AwsAdapters implements AutoCloseable {
  private final OnDemand<DynamoItemStore> items;
  private final OnDemand<SqsMessageQueue> queues;
  private final OnDemand<S3BlobStore> blobs;

  private AwsAdapters(AwsSettings settings, Clients clients) {
    items =
        new OnDemand<>(() ->
            new DynamoItemStore(
                clients.dynamoDbReads(settings),
                clients.dynamoDbWrites(settings),
                settings.tablePrefix()));
    queues =
        new OnDemand<>(() -> new SqsMessageQueue(clients.sqs(settings), settings.queuePrefix()));
    blobs = new OnDemand<>(() -> new S3BlobStore(clients.s3(settings), settings.bucket()));
  }

  /** Opens the ports with the SDK's own region and credentials. Calls nothing yet. */
  public static AwsAdapters open(AwsSettings settings) {
    return open(settings, Clients.bySdk());
  }

  static AwsAdapters open(AwsSettings settings, Clients clients) {
    return new AwsAdapters(settings, clients);
  }

  /** All three, opened now. */
  public Ports ports() {
    return new Ports(items(), queues(), blobs());
  }

  public ItemStore items() {
    return items.value();
  }

  public MessageQueue queues() {
    return queues.value();
  }

  public BlobStore blobs() {
    return blobs.value();
  }

  @Override
  public void close() {
    items.close();
    queues.close();
    blobs.close();
  }
}
