package dev.fairlead.local.process;

import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.port.OperationLauncher;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.SecretStore;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs operations of type {@code shell} as processes of this machine (Linux or macOS, with a POSIX
 * sh). An attempt starts at most once, and how often it started is known exactly, whichever of
 * launcher and process is killed, at whatever instruction.
 *
 * <p><b>Why that holds.</b> An attempt is a directory that appears whole, order included, before
 * anything is started ({@link AttemptDirectory}). A process starts as a wrapper (attempt.sh) that
 * leads a process group of its own, so it survives us. The wrapper writes who it is (pid = process
 * group, and its birth, which no later process with that pid shares) and hard-links that file to
 * {@code gate}. A link appears atomically, with content, and for one taker only, so the gate says
 * at once that the attempt started and which group to watch or kill; there is no moment in which it
 * is taken by nobody known. (A directory as gate would leave one: made by a wrapper or by a
 * recovery that then died?) The wrapper goes on to the command only through the gate, so:
 *
 * <ul>
 *   <li>no gate: the command has not started. Recovery simply starts another wrapper. Should an old
 *       one still lag on its way, both run for the same gate and one leaves: no generations.
 *   <li>gate and {@code exit}: ended; the exit code appears by rename, before the wrapper ends.
 *   <li>gate, no exit, wrapper alive: running; adopted if we are not its parent.
 *   <li>gate, no exit, wrapper dead: lost, with one start. What is left of its group is killed
 *       first. (Alive is asked before exit is read, else an end in between would look like this.)
 *   <li>To release, or to give up on starting, the launcher takes the gate itself.
 * </ul>
 *
 * <p>A released attempt is marked so on disk before {@link #release} returns; recovery goes on
 * killing it. A late, stale order for it is ignored as long as this JVM lives; after a restart
 * there is nobody left to have held such an order. What may be stale: reports, which is why an end
 * is sent again until the attempt is released. Files are not forced to disk: all of this is about
 * processes that die; when the machine does, what it forgot did not run on either.
 *
 * <p>Secrets are put into a payload just before its start, and kept out of every report; see {@link
 * AttemptSecrets}. A secret that can't be read now ends the attempt as lost, and so is tried again.
 *
 * <p>{@link #launch} and {@link #release} write one small file or two and return; everything else
 * happens on one thread.
 */
public final class ProcessLauncher implements OperationLauncher, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ProcessLauncher.class.getName());

  private final LauncherSettings settings;
  private final InstantSource clock;
  private final ScheduledThreadPoolExecutor host;
  private final Attempts attempts;

  /** Call {@link #recover} before the first launch. */
  public ProcessLauncher(
      LauncherSettings settings, SecretStore secrets, ReportSink sink, InstantSource clock) {
    this(settings, Wrapper.of(settings.workingDirectory()), secrets, sink, clock);
  }

  ProcessLauncher(
      LauncherSettings settings,
      Wrapper wrapper,
      SecretStore secrets,
      ReportSink sink,
      InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.host =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("processes").daemon().factory());
    host.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.attempts = new Attempts(settings, wrapper, secrets, sink, this::post);
  }

  /**
   * Takes up what an earlier launcher over the same directory left: reports ended attempts again,
   * adopts running ones, starts those that had not started, goes on killing released ones.
   *
   * @throws PortException the directory can't be read
   */
  public void recover() {
    var found = new ArrayList<AttemptDirectory>();
    try {
      Files.createDirectories(settings.directory());
      try (var entries = Files.list(settings.directory())) {
        for (var entry : entries.toList()) {
          if (AttemptDirectory.isLitter(entry)) {
            AttemptDirectory.deleteTree(entry);
          } else {
            found.add(new AttemptDirectory(entry));
          }
        }
      }
    } catch (IOException e) {
      throw new PortException(
          Fault.UNAVAILABLE, "attempts can't be read in " + settings.directory(), e);
    }
    found.sort(Comparator.comparing(AttemptDirectory::orderedAt));
    for (var directory : found) {
      admit(directory.order(), directory);
    }
  }

  @Override
  public void launch(Order order) {
    var directory = AttemptDirectory.of(settings.directory(), order.key(), order.attempt());
    directory.create(order);
    admit(order, directory);
  }

  @Override
  public void release(OperationKey key, int attempt) {
    var directory = AttemptDirectory.of(settings.directory(), key, attempt);
    directory.markReleased();
    post(Duration.ZERO, () -> attempts.leave(directory));
  }

  /**
   * Kills what runs and returns when it is dead, at the latest after twice the grace. Sends no more
   * reports. Attempts stay written down, so a launcher that comes later reports them as lost.
   */
  @Override
  public void close() {
    post(Duration.ZERO, attempts::end);
    host.shutdown();
    try {
      var limit = settings.killGrace().multipliedBy(2).plusSeconds(1);
      if (!host.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        host.shutdownNow();
      }
    } catch (InterruptedException e) {
      host.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void admit(Order order, AttemptDirectory directory) {
    var attempt = new Attempt(order, directory, clock);
    post(Duration.ZERO, () -> attempts.admit(attempt));
  }

  /** Has the host thread do it after a while; after the close, nobody does. */
  private void post(Duration delay, Runnable task) {
    Runnable guarded =
        () -> {
          try {
            task.run();
            attempts.startNext();
          } catch (RuntimeException e) {
            // The disk, most likely. The attempt stays as written down; polls and launches go on.
            LOG.log(Level.ERROR, "a process could not be looked after", e);
          }
        };
    try {
      if (delay.isZero()) {
        host.execute(guarded);
      } else {
        var _ = host.schedule(guarded, delay.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (RejectedExecutionException closed) {
      LOG.log(Level.DEBUG, "closed");
    }
  }
}
