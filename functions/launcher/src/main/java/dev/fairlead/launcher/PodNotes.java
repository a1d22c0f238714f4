package dev.fairlead.launcher;

import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodFacts;
import java.util.Optional;

/** What was told of each pod last, so that it is told once. */
public interface PodNotes {
  /** The note; empty where nothing was told that is known here. */
  Optional<String> of(PodFacts pod);

  /** Notes what was told. */
  void write(PodFacts pod, String told);

  /** On the pods themselves, where everybody who tells of them reads it. */
  static PodNotes onPods(PodCluster cluster) {
    return new PodNotes() {
      @Override
      public Optional<String> of(PodFacts pod) {
        return pod.order().told();
      }

      @Override
      public void write(PodFacts pod, String told) {
        cluster.tell(pod, told);
      }
    };
  }
}
