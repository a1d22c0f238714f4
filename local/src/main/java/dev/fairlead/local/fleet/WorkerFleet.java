package dev.fairlead.local.fleet;

import dev.fairlead.catalog.Setting;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.local.process.ProcessTable;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One queue worker, started when there is first work for it and started again when it dies.
 *
 * <p>It must not outlive this JVM, even when that is killed: the worker is told our pid and ends
 * with us, and its own pid is written down as soon as there is one, so that {@link #recover} can
 * end a worker that did not. A worker that is killed loses nothing: its message comes again.
 */
public final class WorkerFleet implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(WorkerFleet.class.getName());
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final FleetSettings settings;
  private final Map<String, String> environment;
  private final InstantSource clock;
  private final ScheduledThreadPoolExecutor host;

  // The host thread's.
  private Worker worker = new NotWanted();
  private Duration pause;

  private sealed interface Worker {}

  private record NotWanted() implements Worker {}

  private record Running(Process process, Instant since) implements Worker {}

  private record Closed() implements Worker {}

  /**
   * Prepares a fleet; nothing starts yet.
   *
   * @param environment what the worker's settings and its SQS client need; of our own environment
   *     it gets everything but what such clients and proxies look for
   */
  public WorkerFleet(FleetSettings settings, Map<String, String> environment, InstantSource clock) {
    this.settings = settings;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.pause = settings.firstPause();
    this.host =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("worker-fleet").daemon().factory());
    host.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Ends the worker that an earlier fleet over the same directory left. Call before {@link #wake}.
   */
  public void recover() {
    try {
      Files.createDirectories(settings.directory());
      var words = Files.readString(pidFile()).strip().split(" ", 2);
      long pid = Long.parseLong(words[0]);
      if (ProcessTable.birth(pid).filter(birth -> birth.equals(words[1])).isPresent()) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      }
      Files.delete(pidFile());
    } catch (NoSuchFileException none) {
      // Nobody was left.
    } catch (IOException e) {
      throw new PortException(
          Fault.UNAVAILABLE, "no worker can be kept in " + settings.directory(), e);
    }
  }

  /** There is work: sees that a worker runs, soon. Cheap; call it after every send. */
  public void wake() {
    post(
        Duration.ZERO,
        () -> {
          if (worker instanceof NotWanted) {
            start();
          }
        });
  }

  /** Ends the worker, politely at first, and returns when it is dead. */
  @Override
  public void close() {
    post(Duration.ZERO, this::end);
    host.shutdown();
    try {
      if (!host.awaitTermination(FAREWELL.toMillis() * 3, TimeUnit.MILLISECONDS)) {
        host.shutdownNow();
      }
    } catch (InterruptedException e) {
      host.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void start() {
    var builder = new ProcessBuilder(settings.command());
    // The user's own profile, region or proxy must not lead the worker away from this machine.
    builder
        .environment()
        .keySet()
        .removeIf(name ->
            name.startsWith("AWS_")
                || name.startsWith("FAIRLEAD_")
                || name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    builder.environment().putAll(environment);
    builder
        .environment()
        .put(Setting.PARENT_PID.variable(), Long.toString(ProcessHandle.current().pid()));
    builder
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(settings.directory().resolve("worker.log").toFile()));
    try {
      var process = builder.start();
      worker = new Running(process, clock.instant());
      var birth = ProcessTable.birth(process.pid()).orElse("gone");
      Files.writeString(pidFile(), process.pid() + " " + birth + "\n");
      var _ = process.onExit().thenRun(() -> post(Duration.ZERO, this::startAgainLater));
    } catch (IOException e) {
      LOG.log(Level.ERROR, "no worker can be started", e);
      startAgainLater();
    }
  }

  private void startAgainLater() {
    if (worker instanceof Closed) {
      return;
    }
    if (worker instanceof Running(Process process, Instant since)) {
      boolean sound =
          Duration.between(since, clock.instant()).compareTo(FleetSettings.SOUND_LIFE) > 0;
      if (sound) {
        pause = settings.firstPause();
      }
      // Alive only when its pid could not be written down.
      process.destroyForcibly();
      LOG.log(Level.WARNING, "the worker died; the next starts in {0}", pause);
    }
    post(pause, this::start);
    var doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(FleetSettings.MAX_PAUSE) < 0 ? doubled : FleetSettings.MAX_PAUSE;
  }

  private void end() {
    var last = worker;
    worker = new Closed();
    if (last instanceof Running(Process process, Instant _)) {
      process.destroy();
      try {
        if (!process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly().waitFor();
        }
        Files.deleteIfExists(pidFile());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "the worker's pid stays written down", e);
      }
    }
  }

  private Path pidFile() {
    return settings.directory().resolve("worker.pid");
  }

  private void post(Duration delay, Runnable task) {
    try {
      var _ = host.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      LOG.log(Level.DEBUG, "closed");
    }
  }
}
