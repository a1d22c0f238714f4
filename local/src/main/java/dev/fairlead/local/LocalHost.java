package dev.fairlead.local;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.Route.Access;
import dev.fairlead.catalog.Setting;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Ports;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.launcher.NoCluster;
import dev.fairlead.local.fleet.FleetQueues;
import dev.fairlead.local.fleet.FleetSettings;
import dev.fairlead.local.fleet.WorkerFleet;
import dev.fairlead.local.process.LauncherSettings;
import dev.fairlead.local.process.ProcessLauncher;
import dev.fairlead.local.process.ReportSink;
import dev.fairlead.local.sqs.SqsFacade;
import dev.fairlead.resourcepool.http.AddressPolicy;
import dev.fairlead.resourcepool.http.SocketHttpCaller;
import dev.fairlead.store.ResultBlobs;
import dev.fairlead.store.identity.ApiTokens;
import dev.fairlead.wire.ReportMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The embedded stack: store, queues, functions, HTTP, processes and the worker fleet, in one JVM on
 * the loopback address. Killed at any moment and started again over the same directory, it goes on
 * where it was.
 */
public final class LocalHost implements AutoCloseable {
  /** The customer whose admin token a host makes for its owner. */
  public static final CustomerId CUSTOMER = new CustomerId("local");

  private final URI address;
  private final String token;
  private final Deque<AutoCloseable> parts;

  private LocalHost(URI address, String token, Deque<AutoCloseable> parts) {
    this.address = address;
    this.token = token;
    this.parts = parts;
  }

  /**
   * Starts a host; it answers when this returns.
   *
   * @throws dev.fairlead.core.port.PortException {@code UNAVAILABLE} if another host has the
   *     directory
   * @throws UncheckedIOException if the directory or the port can't be used
   */
  public static LocalHost start(HostOptions options) {
    var parts = new ArrayDeque<AutoCloseable>();
    try {
      return start(options, parts);
    } catch (IOException e) {
      closeAll(parts);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      closeAll(parts);
      throw e;
    }
  }

  private static LocalHost start(HostOptions options, Deque<AutoCloseable> parts)
      throws IOException {
    Files.createDirectories(options.directory());
    var clock = InstantSource.system();
    var ids = new Ids(clock, new SecureRandom());
    EmbeddedAdapters adapters =
        options.durable()
            ? EmbeddedAdapters.onDisk(options.directory().resolve("store"), clock)
            : EmbeddedAdapters.inMemory(clock);
    parts.push(adapters);
    MessageQueue queues = withFleet(options, adapters.queues(), ids, clock, parts);
    var ports = new Ports(adapters.items(), queues, adapters.blobs(), adapters.secrets());

    var processes =
        new ProcessLauncher(
            LauncherSettings.of(options.directory().resolve("processes"), options.workDirectory()),
            ports.secrets(),
            toCompletions(queues, new ResultBlobs(ports.blobs()), clock),
            clock);
    parts.push(processes);
    processes.recover();

    Optional<HomeCluster> cluster = cluster(options, parts);
    var calls = CallLogFile.in(options.directory());
    parts.push(calls);
    var functions =
        new HomeFunctions(
            ports,
            adapters.provisioner(),
            processes,
            new SocketHttpCaller(
                options.callsPrivate() ? AddressPolicy.ALSO_PRIVATE : AddressPolicy.PUBLIC_ONLY),
            cluster.map(HomeCluster::pods).orElseGet(NoCluster::new),
            ids,
            clock,
            calls::write,
            options.retention(),
            (_, _) -> {});
    String token = token(options.directory(), new ApiTokens(ports.items(), ids, clock));
    functions.recover();
    cluster.ifPresent(watched -> parts.push(watched.watch(functions.podReports())));
    parts.push(new HostThreads(functions, queues, adapters::providedQueues));
    var gateway = new Gateway(functions, options.port());
    parts.push(gateway);
    return new LocalHost(gateway.address(), token, parts);
  }

  private static Optional<HomeCluster> cluster(HostOptions options, Deque<AutoCloseable> parts)
      throws IOException {
    if (options.cluster().isEmpty()) {
      return Optional.empty();
    }
    var cluster = HomeCluster.open(options.cluster().get(), options);
    parts.push(cluster);
    return Optional.of(cluster);
  }

  public URI address() {
    return address;
  }

  /** An admin's token of {@link #CUSTOMER}. A secret. */
  public String token() {
    return token;
  }

  /** Stops everything, last started first, and ends the processes it started. */
  @Override
  public void close() {
    closeAll(parts);
  }

  private static MessageQueue withFleet(
      HostOptions options,
      MessageQueue queues,
      Ids ids,
      InstantSource clock,
      Deque<AutoCloseable> parts)
      throws IOException {
    Optional<Path> jars = options.workerJars().filter(Files::isDirectory);
    if (jars.isEmpty()) {
      return queues;
    }
    var facade = SqsFacade.start(queues, Set.of(QueueSpec.SAMPLE_WORK, QueueSpec.COMPLETIONS), ids);
    parts.push(facade);
    var fleet =
        new WorkerFleet(
            FleetSettings.sampleWorker(options.directory().resolve("worker"), jars.get()),
            Map.of(
                Setting.WORK_QUEUE_URL.variable(),
                facade.queueUrl(QueueSpec.SAMPLE_WORK),
                Setting.COMPLETION_QUEUE_URL.variable(),
                facade.queueUrl(QueueSpec.COMPLETIONS),
                "AWS_ENDPOINT_URL_SQS",
                facade.endpoint().toString(),
                "AWS_REGION",
                "us-east-1",
                "AWS_ACCESS_KEY_ID",
                facade.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                "unused"),
            clock);
    parts.push(fleet);
    fleet.recover();
    if (queues.depth(QueueSpec.SAMPLE_WORK.queueName()) > 0) {
      fleet.wake();
    }
    return new FleetQueues(queues, QueueSpec.SAMPLE_WORK.queueName(), fleet::wake);
  }

  /** Deduplication by time as well: what is sent again on purpose must arrive again. */
  private static ReportSink toCompletions(
      MessageQueue queues, ResultBlobs results, InstantSource clock) {
    return (agenda, report, logTail, progress) -> {
      var message = results.sendable(new ReportMessage(agenda, report, logTail, progress));
      queues.send(
          QueueSpec.COMPLETIONS.queueName(),
          List.of(
              MessageQueue.Outgoing.inGroup(
                  message.body(), agenda.toString(), message.deduplicationKey(clock.instant()))));
    };
  }

  /** The token of an earlier start, if it is still good; else a new one, for the owner's eyes. */
  private static String token(Path directory, ApiTokens tokens) throws IOException {
    Path file = directory.resolve("token");
    if (Files.exists(file)) {
      String kept = Files.readString(file);
      if (tokens.find(kept).isPresent()) {
        return kept;
      }
    }
    String secret = tokens.create(CUSTOMER, EnumSet.allOf(Access.class), Optional.empty()).secret();
    OwnerOnly.write(file, secret);
    return secret;
  }

  private static void closeAll(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        // The others must end all the same.
        System.getLogger(LocalHost.class.getName())
            .log(System.Logger.Level.WARNING, "a part of the host did not end cleanly", e);
      }
    }
  }
}
