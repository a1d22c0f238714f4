package dev.fairlead.local;

import dev.fairlead.catalog.BucketSpec;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Grant;
import dev.fairlead.catalog.Grant.Access;
import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.QueueProvisioner;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A function's ports at home: they refuse what the function's role on AWS would refuse. So a grant
 * that the catalog lacks fails here, and not at the first call on AWS.
 *
 * <p>Messages are given to functions by the host; a function that took, deleted or counted them
 * itself would need grants that no function has.
 */
final class GrantedPorts {
  private static final Map<String, TableSpec> TABLES =
      byName(TableSpec.values(), TableSpec::tableName);
  private static final Map<String, QueueSpec> QUEUES =
      byName(QueueSpec.values(), QueueSpec::queueName);

  private final FunctionSpec function;
  private final GrantUse uses;

  private GrantedPorts(FunctionSpec function, GrantUse uses) {
    this.function = function;
    this.uses = uses;
  }

  /** Is told of each use of a grant, from any thread. */
  @FunctionalInterface
  interface GrantUse {
    void used(FunctionSpec function, Grant grant);
  }

  /**
   * The ports as the function may use them.
   *
   * @throws IllegalStateException on each call for which there is no grant; nothing was done then
   */
  static Ports of(FunctionSpec function, Ports ports, GrantUse uses) {
    var granted = new GrantedPorts(function, uses);
    return new Ports(
        granted.new Items(ports.items()),
        granted.new Messages(ports.queues()),
        granted.new Blobs(ports.blobs()),
        granted.new Secrets(ports.secrets()));
  }

  /**
   * The queues of insights as the function may have them come and go.
   *
   * @throws IllegalStateException on each call for which there is no grant; nothing was done then
   */
  static QueueProvisioner of(FunctionSpec function, QueueProvisioner provisioner, GrantUse uses) {
    return new GrantedPorts(function, uses).new Provisioner(provisioner);
  }

  static PodCluster of(FunctionSpec function, PodCluster cluster, GrantUse uses) {
    return new GrantedPods(cluster, new GrantedPorts(function, uses)::require);
  }

  private void require(Grant grant) {
    if (!function.grants().contains(grant)) {
      throw new IllegalStateException(function + " has no grant for " + grant);
    }
    uses.used(function, grant);
  }

  private IllegalStateException neverGranted(String what) {
    return new IllegalStateException(function + " has no grant to " + what);
  }

  private static <T> T declared(Map<String, T> specs, String name) {
    return Optional.ofNullable(specs.get(name))
        .orElseThrow(() -> new IllegalStateException("the catalog does not declare " + name));
  }

  private static <T> Map<String, T> byName(T[] specs, Function<T, String> name) {
    return Arrays.stream(specs).collect(Collectors.toUnmodifiableMap(name, spec -> spec));
  }

  private final class Items implements ItemStore {
    private final ItemStore items;

    Items(ItemStore items) {
      this.items = items;
    }

    @Override
    public Optional<Item> read(Key key) {
      require(key.table(), Access.READ);
      return items.read(key);
    }

    @Override
    public WriteOutcome write(Write write) {
      require(write.key().table(), Access.WRITE);
      return items.write(write);
    }

    @Override
    public WriteOutcome transact(List<Write> writes) {
      writes.forEach(write -> require(write.key().table(), Access.WRITE));
      return items.transact(writes);
    }

    @Override
    public Page query(Query query) {
      require(query.table(), Access.READ);
      return items.query(query);
    }

    private void require(String table, Access access) {
      GrantedPorts.this.require(new Grant.Items(declared(TABLES, table), access));
    }
  }

  private final class Messages implements MessageQueue {
    private final MessageQueue queues;

    Messages(MessageQueue queues) {
      this.queues = queues;
    }

    @Override
    public void send(String queue, List<Outgoing> messages) {
      // Sending nothing asks nothing of AWS.
      if (!messages.isEmpty()) {
        require(
            queue.startsWith(QueueSpec.INSIGHT_PREFIX)
                ? Grant.sendToInsights()
                : Grant.send(declared(QUEUES, queue)));
      }
      queues.send(queue, messages);
    }

    @Override
    public List<Delivery> receive(String queue, int max, Duration visibility, Duration wait) {
      throw neverGranted("receive messages");
    }

    @Override
    public void delete(String queue, String receipt) {
      throw neverGranted("delete messages");
    }

    @Override
    public void changeVisibility(String queue, String receipt, Duration visibility) {
      throw neverGranted("hide messages");
    }

    @Override
    public int depth(String queue) {
      throw neverGranted("count messages");
    }
  }

  private final class Provisioner implements QueueProvisioner {
    private final QueueProvisioner provisioner;

    Provisioner(QueueProvisioner provisioner) {
      this.provisioner = provisioner;
    }

    @Override
    public State find(String queue) {
      require(Grant.provideQueues());
      return provisioner.find(queue);
    }

    @Override
    public void provide(String queue, boolean isRead) {
      require(Grant.provideQueues());
      provisioner.provide(queue, isRead);
    }

    @Override
    public void remove(String queue) {
      require(Grant.provideQueues());
      provisioner.remove(queue);
    }
  }

  private final class Blobs implements BlobStore {
    private final BlobStore blobs;

    Blobs(BlobStore blobs) {
      this.blobs = blobs;
    }

    @Override
    public String put(String owner, byte[] bytes) {
      require(Grant.write(BucketSpec.BLOBS));
      return blobs.put(owner, bytes);
    }

    @Override
    public Optional<byte[]> get(String owner, String sha256) {
      require(Grant.read(BucketSpec.BLOBS));
      return blobs.get(owner, sha256);
    }

    @Override
    public void delete(String owner, String sha256) {
      require(Grant.remove(BucketSpec.BLOBS));
      blobs.delete(owner, sha256);
    }

    @Override
    public void deleteAll(String owner) {
      require(Grant.read(BucketSpec.BLOBS));
      require(Grant.remove(BucketSpec.BLOBS));
      blobs.deleteAll(owner);
    }
  }

  private final class Secrets implements SecretStore {
    private final SecretStore secrets;

    Secrets(SecretStore secrets) {
      this.secrets = secrets;
    }

    @Override
    public void put(String owner, SecretName name, SecretValue value) {
      require(Grant.writeSecrets());
      secrets.put(owner, name, value);
    }

    @Override
    public Optional<SecretValue> find(String owner, SecretName name) {
      require(Grant.readSecrets());
      return secrets.find(owner, name);
    }

    @Override
    public List<SecretValue> history(String owner, SecretName name, Instant since) {
      require(Grant.secretHistory());
      return secrets.history(owner, name, since);
    }

    @Override
    public void delete(String owner, SecretName name) {
      require(Grant.writeSecrets());
      secrets.delete(owner, name);
    }
  }
}
