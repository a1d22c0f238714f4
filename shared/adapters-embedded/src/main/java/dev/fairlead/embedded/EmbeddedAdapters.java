package dev.fairlead.embedded;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.QueueProvisioner;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.port.Write;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The ports of one embedded stack. Safe for many threads.
 *
 * <p>On disk, what a call has answered survives the end of the process, also by {@code kill -9}: it
 * is with the operating system before the call returns. It is forced to the platter only when
 * closed, so the last seconds may be lost when the machine itself loses power; the store then opens
 * in an earlier state or, at worst, refuses to.
 */
public final class EmbeddedAdapters implements AutoCloseable {
  /** For queues that the catalog does not name. */
  static final int DEFAULT_MAX_RECEIVES = 5;

  private final Engine engine;
  private final ItemStore items;
  private final EmbeddedMessageQueue queues;
  private final EmbeddedQueueProvisioner provisioner;
  private final BlobStore blobs;
  private final SecretStore secrets;

  private EmbeddedAdapters(
      Engine engine, BlobStore blobs, SecretStore secrets, InstantSource clock) {
    this.engine = engine;
    var notes = StoreNotes.open(engine);
    this.items = new EmbeddedItemStore(engine, notes);
    this.blobs = blobs;
    this.secrets = secrets;
    this.queues =
        new EmbeddedMessageQueue(
            new MessageLog(engine, notes), clock, EmbeddedAdapters::maxReceives);
    this.provisioner = new EmbeddedQueueProvisioner(engine, queues);
  }

  private static int maxReceives(String queue) {
    return Stream.of(QueueSpec.values())
        .filter(spec -> spec.queueName().equals(queue))
        .mapToInt(QueueSpec::maxReceives)
        .findFirst()
        .orElse(DEFAULT_MAX_RECEIVES);
  }

  /** A stack that is gone when closed. */
  public static EmbeddedAdapters inMemory(InstantSource clock) {
    return new EmbeddedAdapters(
        Engine.inMemory(), new MemoryBlobStore(), new MemorySecretStore(clock), clock);
  }

  /**
   * The stack that lives in a folder, which is made when it is not there. A store left by a killed
   * process opens by itself.
   *
   * @param clock what messages go by
   * @throws PortException {@code UNAVAILABLE} if a running process has the folder open, or it can't
   *     be used; {@code CORRUPT} if what is in it can't be read by this release
   */
  public static EmbeddedAdapters onDisk(Path folder, InstantSource clock) {
    var engine = Engine.onDisk(folder);
    try {
      return new EmbeddedAdapters(
          engine,
          new FileBlobStore(folder.resolve("blobs")),
          new FileSecretStore(folder.resolve("secrets"), clock),
          clock);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  public ItemStore items() {
    return items;
  }

  /**
   * Queues are made when first named. A message received as often as the catalog says (5 times, if
   * it does not name the queue) moves to the dead letters at the next receive.
   */
  public MessageQueue queues() {
    return queues;
  }

  /**
   * When the next message of a queue can be received, which may be long ago; empty as long as
   * nothing more is sent. For who drives the clock and would otherwise ask in vain again and again.
   */
  public Optional<Instant> nextVisibleAt(String queue) {
    return queues.opensAt(queue);
  }

  /** On disk, a file each in {@code blobs/<owner>/}; an owner's name is good as a folder's. */
  public BlobStore blobs() {
    return blobs;
  }

  /**
   * On disk, a file each in {@code secrets/<owner>/}, encrypted by {@code secrets/.key} and
   * readable by the folder's owner alone.
   */
  public SecretStore secrets() {
    return secrets;
  }

  /** Has {@link #providedQueues} read by whoever drives the functions. */
  public QueueProvisioner provisioner() {
    return provisioner;
  }

  /** Queues that were provided and are to be read now, by name. */
  public List<String> providedQueues() {
    return provisioner.read();
  }

  /** All four. */
  public Ports ports() {
    return new Ports(items, queues, blobs, secrets);
  }

  /** Ends everything and writes it through to the disk. Closing twice is the same as once. */
  @Override
  public void close() {
    queues.close();
    engine.close();
  }

  /**
   * What a write by itself would cost in DynamoDB's write units.
   *
   * @param stored what is stored before it
   */
  public static long writeUnits(Write write, Function<Key, Optional<Item>> stored) {
    return WriteUnits.of(write, stored);
  }

  /**
   * What writes in one transaction would cost in DynamoDB's write units.
   *
   * @param stored what is stored before them
   */
  public static long writeUnits(List<Write> transaction, Function<Key, Optional<Item>> stored) {
    return WriteUnits.of(transaction, stored);
  }

  /** What reading items in one call would cost in DynamoDB's read units. */
  public static double readUnits(List<Item> items, boolean isConsistent) {
    return ReadUnits.of(items, isConsistent);
  }
}
