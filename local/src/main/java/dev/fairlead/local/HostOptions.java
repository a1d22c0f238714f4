package dev.fairlead.local;

import dev.fairlead.reapers.DataObjectReaper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How an embedded host is started.
 *
 * @param port 0 picks a free one
 * @param directory for processes, the token and, if durable, the store; made if missing; one host
 *     at a time
 * @param durable whether the store outlives the host; otherwise it is in memory
 * @param workDirectory where processes run that don't say where
 * @param workerJars folder with the sample worker's jars; empty: no worker is started, and
 *     operations for it wait
 * @param retention from an agenda's end to its deletion
 * @param callsPrivate whether operations may call this machine and private networks
 * @param cluster where pods run; empty: none do
 */
public record HostOptions(
    int port,
    Path directory,
    boolean durable,
    Path workDirectory,
    Optional<Path> workerJars,
    Duration retention,
    boolean callsPrivate,
    Optional<Cluster> cluster) {
  /**
   * A Kubernetes cluster.
   *
   * @param context of the kubeconfig
   * @param namespaces where pods may be; none: wherever the context's user may look
   */
  public record Cluster(String context, List<String> namespaces) {
    public Cluster {
      namespaces = List.copyOf(namespaces);
    }
  }

  /** With what there is unless something else is said. */
  public HostOptions(
      int port, Path directory, boolean durable, Path workDirectory, Optional<Path> workerJars) {
    this(
        port,
        directory,
        durable,
        workDirectory,
        workerJars,
        DataObjectReaper.Policy.DEFAULT_RETENTION,
        true,
        Optional.empty());
  }
}
