package dev.fairlead.aws;

import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Grant;
import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.QueueProvisioner;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.port.UploadDoor;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The ports over DynamoDB, SQS, S3, SSM and CloudFormation, for one environment. Thread-safe; made
 * once at start-up.
 *
 * <p>A client is built when it is first called, so a cold start pays for what its first answer
 * takes and for nothing else. Where Lambda takes a snapshot of the started function, see {@link
 * #open(AwsSettings, FunctionSpec)}, it is the other way round.
 */
public final class AwsAdapters implements AutoCloseable {
  /** Nothing is ever stored under it. */
  private static final String NOTHING = "warm-up";

  private final OnDemand<DynamoItemStore> items;
  private final OnDemand<SqsMessageQueue> queues;
  private final OnDemand<S3BlobStore> blobs;
  private final OnDemand<SsmSecretStore> secrets;
  private final OnDemand<S3UploadDoor> uploads;
  private final OnDemand<StackQueueProvisioner> provisioner;
  private final Clients clients;

  private AwsAdapters(AwsSettings settings, Clients clients) {
    this.clients = clients;
    // Each client is named only inside its own supplier: the authorizer is deployed without the
    // libraries of the others.
    items =
        new OnDemand<>(() ->
            new DynamoItemStore(
                new OnDemand<>(() -> clients.dynamoDbReads(settings)),
                new OnDemand<>(() -> clients.dynamoDbWrites(settings)),
                settings.tablePrefix()));
    queues =
        new OnDemand<>(() ->
            new SqsMessageQueue(
                new OnDemand<>(() -> clients.sqs(settings)), settings.queuePrefix()));
    blobs =
        new OnDemand<>(
            () -> new S3BlobStore(new OnDemand<>(() -> clients.s3(settings)), settings.bucket()));
    secrets =
        new OnDemand<>(() ->
            new SsmSecretStore(
                new OnDemand<>(() -> clients.ssm(settings)),
                new EnvironmentName(settings.environment()).path()));
    uploads =
        new OnDemand<>(() ->
            new S3UploadDoor(
                new OnDemand<>(() -> clients.s3Presigner(settings)), settings.bucket()));
    provisioner =
        new OnDemand<>(() ->
            new StackQueueProvisioner(
                new OnDemand<>(() -> clients.cloudFormation(settings)),
                new EnvironmentName(settings.environment()),
                settings.queuePrefix()));
  }

  /**
   * Opens the ports for a function, with the SDK's own region and credentials.
   *
   * <p>Calls nothing yet, unless Lambda is about to take a snapshot: then the clients of all that
   * the function may touch are built, and a row that is not there is read, so that what loading and
   * linking cost is paid once, at deployment, and not by the first caller of each copy.
   */
  public static AwsAdapters open(AwsSettings settings, FunctionSpec function) {
    return open(settings, Clients.bySdk(), function);
  }

  static AwsAdapters open(AwsSettings settings, Clients clients, FunctionSpec function) {
    var adapters = open(settings, clients);
    if (settings.beforeSnapshot()) {
      function.grants().forEach(adapters::warmUp);
    }
    return adapters;
  }

  static AwsAdapters open(AwsSettings settings, Clients clients) {
    return new AwsAdapters(settings, clients);
  }

  private void warmUp(Grant grant) {
    switch (grant) {
      case Grant.Items(TableSpec table, Grant.Access access) when access == Grant.Access.READ -> {
        try {
          items().read(new Key(table.tableName(), NOTHING, NOTHING));
        } catch (PortException unavailable) {
          // Lambda takes snapshots anew whenever it likes. Without one the function would not
          // answer, not even once the table does again.
        }
      }
      case Grant.Items _ -> items.value().openForWrites();
      case Grant.Messages _, Grant.InsightMessages _ -> queues.value().open();
      case Grant.InsightQueues _ -> provisioner.value().open();
      case Grant.Blobs _, Grant.BlobRemoval _ -> blobs.value().open();
      case Grant.Secrets _, Grant.SecretHistory _ -> secrets.value().open();
      case Grant.Pods _ -> {
        // By a client of its own, of a cluster that is named at the start.
      }
    }
  }

  /** All four. */
  public Ports ports() {
    return new Ports(items(), queues(), blobs(), secrets());
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

  public SecretStore secrets() {
    return secrets.value();
  }

  /** Leads to {@link #blobs}. What it signs is allowed to whoever may write blobs. */
  public UploadDoor uploads() {
    return uploads.value();
  }

  /** Makes and removes queues of {@link #queues}, as a stack each. */
  public QueueProvisioner provisioner() {
    return provisioner.value();
  }

  /**
   * Tokens by which an EKS cluster knows the function's role, for 15 minutes each. Takes no grant:
   * anybody may ask STS who they are, and what the role may do in the cluster, the cluster says.
   * Calls nothing; about every 10 minutes one is signed.
   *
   * @param cluster its name in EKS
   * @param region where it is; the function's own unless given
   */
  public Supplier<String> clusterTokens(
      String cluster, Optional<String> region, InstantSource clock) {
    return clients.eksTokens(cluster, region, clock);
  }

  @Override
  public void close() {
    items.close();
    queues.close();
    blobs.close();
    secrets.close();
    uploads.close();
    provisioner.close();
  }
}
