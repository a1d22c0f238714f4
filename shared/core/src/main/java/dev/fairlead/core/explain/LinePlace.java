package dev.fairlead.core.explain;

import java.util.Optional;

/**
 * Where an agenda is that nobody claimed, as far as the store says.
 *
 * @param insight its insight's id
 * @param gate of its insight
 * @param poolGate of the pool of its insight
 * @param queueSize agendas that may be dispatched and not claimed
 * @param dispatched how many are
 * @param turn when it was dispatched itself, and how many before it are not claimed
 * @param ahead what is before it in line
 * @param shortage what a scheduler would have too little of, had it its turn now
 */
public record LinePlace(
    String insight,
    Gate gate,
    Gate poolGate,
    int queueSize,
    int dispatched,
    Optional<AgendaReason.Dispatched> turn,
    Ahead ahead,
    Optional<AgendaReason> shortage) {
  /** The first thing that keeps it. */
  public AgendaReason reason() {
    if (turn.isPresent()) {
      return turn.get();
    }
    if (poolGate instanceof Gate.Held held) {
      return new AgendaReason.PoolHeld(insight, held);
    }
    if (gate instanceof Gate.Held held) {
      return new AgendaReason.InsightHeld(insight, held);
    }
    if (shortage.isPresent()) {
      return shortage.get();
    }
    if (dispatched >= queueSize) {
      return new AgendaReason.QueueFull(queueSize, ahead);
    }
    if (poolGate instanceof Gate.Draining draining) {
      return new AgendaReason.PoolDraining(insight, draining, ahead);
    }
    return gate instanceof Gate.Draining draining
        ? new AgendaReason.InsightDraining(insight, draining, ahead)
        : new AgendaReason.InLine(ahead);
  }
}
