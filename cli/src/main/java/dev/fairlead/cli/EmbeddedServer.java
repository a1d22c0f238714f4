package dev.fairlead.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A running embedded stack. */
interface EmbeddedServer extends AutoCloseable {
  URI address();

  /** The credentials of its first customer. A secret. */
  String token();

  /** Stops everything it started; doing so twice is harmless. */
  @Override
  void close();

  /**
   * How a stack is started.
   *
   * @param port 0 for any free one
   * @param data where it keeps everything; made if it is not there
   * @param durable whether it is to go on there after a restart
   * @param retention from an agenda's end to its deletion
   * @param cluster where pods run; empty: none do
   */
  record Options(
      int port, Path data, boolean durable, Duration retention, Optional<Cluster> cluster) {}

  /**
   * A Kubernetes cluster.
   *
   * @param context of the kubeconfig
   * @param namespaces where pods may be; none: wherever the context's user may look
   */
  record Cluster(String context, List<String> namespaces) {}

  /** Starts embedded stacks. */
  interface Launcher {
    /** Starts a stack on the loopback interface and returns when it takes requests. */
    EmbeddedServer start(Options options);
  }
}
