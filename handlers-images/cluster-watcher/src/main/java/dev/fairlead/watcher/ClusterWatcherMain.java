package dev.fairlead.watcher;

import dev.fairlead.aws.AwsAdapters;
import dev.fairlead.aws.AwsSettings;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.kubernetes.KubernetesAdapters;
import dev.fairlead.launcher.PodMonitor;
import dev.fairlead.launcher.PodReports;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs until it is asked to end (SIGTERM). Exit code 2: a setting is wrong; 1: the cluster cannot
 * be watched.
 */
public final class ClusterWatcherMain {
  private static final System.Logger LOG = System.getLogger(ClusterWatcherMain.class.getName());

  /** Of calls, some of which may time out; a slow one is no dead one. */
  private static final Duration LONGEST_STEP = Duration.ofMinutes(5);

  private ClusterWatcherMain() {}

  public static void main(String[] arguments) {
    System.exit(run());
  }

  private static int run() {
    WatcherSettings settings;
    AwsSettings aws;
    try {
      settings = WatcherSettings.fromEnvironment();
      aws = AwsSettings.fromEnvironment();
    } catch (IllegalArgumentException wrong) {
      LOG.log(Level.ERROR, String.valueOf(wrong.getMessage()));
      return 2;
    }
    var stop = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(stop::countDown, "stop"));
    try (var adapters = AwsAdapters.open(aws, FunctionSpec.POD_MONITOR);
        var kubernetes = KubernetesAdapters.openHere()) {
      return watch(kubernetes, aws.environment(), adapters.ports(), settings, stop);
    } catch (PortException | IOException unavailable) {
      LOG.log(Level.ERROR, "the cluster cannot be watched", unavailable);
      return 1;
    }
  }

  private static int watch(
      KubernetesAdapters kubernetes,
      String environment,
      Ports ports,
      WatcherSettings settings,
      CountDownLatch stop)
      throws IOException {
    var clock = InstantSource.system();
    var health = new Health(clock, settings.every().plus(LONGEST_STEP));
    // Each by itself, so that one that cannot be looked at keeps no other from it.
    List<KubernetesAdapters> scopes =
        settings.namespaces().isEmpty()
            ? List.of(kubernetes)
            : settings.namespaces().stream()
                .map(namespace -> kubernetes.within(List.of(namespace)))
                .toList();
    Deque<AutoCloseable> open = new ArrayDeque<>();
    try {
      open.push(HealthServer.start(settings.port(), health));
      var namespaces = new ArrayList<Watched>();
      for (KubernetesAdapters scope : scopes) {
        PodCluster pods = scope.pods(environment);
        var notes = new OwnNotes();
        var reports = new PodReports(pods, ports, PodReports.Logs.AT_END, notes, clock);
        var watched =
            new Watched(
                new PodMonitor(pods, reports),
                reports,
                notes,
                (seen, gone) -> scope.watchPods(environment, seen, gone));
        open.push(watched);
        namespaces.add(watched);
      }
      var watcher = new ClusterWatcher(namespaces, health);
      do {
        watcher.turn();
      } while (!stop.await(settings.every().toMillis(), TimeUnit.MILLISECONDS));
      return 0;
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      return 0;
    } finally {
      closeAll(open);
    }
  }

  private static void closeAll(Deque<AutoCloseable> open) {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception failure) {
        LOG.log(Level.WARNING, "a watch did not end cleanly", failure);
      }
    }
  }
}
