package dev.fairlead.core.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A Kubernetes cluster as one of its users sees it; changes nothing. What the user may not see is
 * not told, which is a value; a cluster that does not answer, or knows no such user, is a {@link
 * PortException} with fault {@code UNAVAILABLE}.
 */
public interface ClusterView {
  /** What running operations as pods takes, in one namespace. */
  enum Right {
    CREATE_PODS("create pods"),
    GET_PODS("get pods"),
    LIST_PODS("list pods"),
    WATCH_PODS("watch pods"),
    DELETE_PODS("delete pods"),
    READ_LOGS("get pods/log");

    private final String words;

    Right(String words) {
      this.words = words;
    }

    /** Verb and resource, as a role grants them. */
    public String words() {
      return words;
    }
  }

  /** Whether something is there. */
  enum Presence {
    THERE,
    MISSING,
    NOT_TOLD
  }

  /**
   * A node, with what pods may have of it in all.
   *
   * @param ready whether it takes pods
   */
  record Node(String name, boolean ready, long cpuMillis, long memoryBytes, long pods) {}

  /**
   * A pod.
   *
   * @param phase as in {@code Running}
   */
  record Pod(String name, String phase, Instant created) {
    /** Whether it will never run again. */
    public boolean isFinished() {
      return phase.equals("Succeeded") || phase.equals("Failed");
    }
  }

  /** Kubernetes' version, as in {@code v1.34.2}. */
  String version();

  Presence namespace(String name);

  /** Which rights the user has in a namespace, be it there or not. */
  Set<Right> rights(String namespace);

  /** All nodes, by name; empty when they are not told. */
  Optional<List<Node>> nodes();

  /** A namespace's pods that carry a label, by name; empty when they are not told. */
  Optional<List<Pod>> pods(String namespace, String label, String value);
}
