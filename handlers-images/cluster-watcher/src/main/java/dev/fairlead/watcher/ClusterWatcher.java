package dev.fairlead.watcher;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at all pods from time to time, by the scheduled monitor's own reading of them. What the
 * watch has told already costs nothing more; what it could not tell, since a queue did not answer,
 * and what comes of time alone (a start that takes too long, silence) is found here. That the
 * monitor runs as well, or another watcher, does no harm: an attempt ends once, whoever tells it.
 */
final class ClusterWatcher {
  private static final System.Logger LOG = System.getLogger(ClusterWatcher.class.getName());

  private final List<Watched> namespaces;
  private final Health health;

  ClusterWatcher(List<Watched> namespaces, Health health) {
    this.namespaces = List.copyOf(namespaces);
    this.health = health;
  }

  /** One turn. A namespace that cannot be looked at keeps no other from it. Throws nothing. */
  void turn() {
    var failures = new ArrayList<RuntimeException>();
    for (Watched namespace : namespaces) {
      try {
        namespace.turn(health::alive);
      } catch (RuntimeException failure) {
        failures.add(failure);
        LOG.log(Level.WARNING, "pods could not be told of; trying again", failure);
      }
    }
    health.turned(
        failures.isEmpty()
            ? Optional.empty()
            : Optional.of(
                "the last look failed: " + String.valueOf(failures.getFirst().getMessage())));
  }
}
