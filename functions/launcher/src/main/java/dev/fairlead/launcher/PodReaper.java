package dev.fairlead.launcher;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.RunRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes pods that nobody needs: those that were over long ago and whose release got lost, those
 * that were kept for as long as their handler says, and those whose agenda is over or is not there,
 * be it that they still run. Executors have all others deleted. Only pods of ours are seen. Cost: 1
 * request to Kubernetes per 500 pods and for each that goes; 1 read unit for each agenda of them.
 */
public final class PodReaper {
  /** A younger pod's agenda may not have got so far, or have it deleted by itself. */
  static final Duration GRACE = Duration.ofMinutes(2);

  /** What is over is told of again and again: its executor had its chance. */
  static final Duration KEPT = Duration.ofHours(1);

  private final PodCluster cluster;
  private final AgendaRows agendas;
  private final InstantSource clock;

  public PodReaper(PodCluster cluster, Ports ports, InstantSource clock) {
    this.cluster = cluster;
    this.agendas = new AgendaRows(ports.items(), ports.blobs());
    this.clock = clock;
  }

  /**
   * One turn.
   *
   * @throws RuntimeException what failed first, after all were tried
   */
  public void sweep() {
    var over = new HashMap<AgendaKey, Boolean>();
    new PodRound(cluster).forEach(pod -> reap(pod, over));
  }

  private void reap(PodFacts pod, Map<AgendaKey, Boolean> over) {
    Instant now = clock.instant();
    Instant endedAt = pod.ended().flatMap(PodFacts.Ended::at).orElse(pod.createdAt());
    boolean isOld = pod.isOver() && !endedAt.plus(stays(pod)).isAfter(now);
    boolean isYoung = pod.createdAt().plus(GRACE).isAfter(now);
    if (pod.deletedAt().isPresent() || (isYoung && !isOld)) {
      return;
    }
    if (isOld || (!pod.isKept() && over.computeIfAbsent(pod.key().agenda(), this::isOver))) {
      cluster.delete(pod.pod(), Optional.of(pod.uid()));
    }
  }

  /** As its handler says, but not before its executor had its chance. */
  private static Duration stays(PodFacts pod) {
    return pod.order()
        .keep()
        .filter(kept -> PodReports.isSettled(pod) || kept.compareTo(KEPT) > 0)
        .orElse(KEPT);
  }

  private boolean isOver(AgendaKey agenda) {
    return agendas.run(agenda).map(RunRow::state).map(AgendaState.COMPLETE::equals).orElse(true);
  }
}
