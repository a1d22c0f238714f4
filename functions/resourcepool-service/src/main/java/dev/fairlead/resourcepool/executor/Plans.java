package dev.fairlead.resourcepool.executor;

import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.run.Handling;
import dev.fairlead.core.run.Plan;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Documents;
import dev.fairlead.store.Recent;
import java.time.Duration;
import java.util.Optional;

/** Accepted documents, ready to run. They never change, so recent ones are kept. */
final class Plans {
  /**
   * Silence after which a fleet's running attempt counts as lost; workers beat every few seconds.
   */
  private static final Duration HEARTBEAT = Duration.ofMinutes(1);

  private final AgendaRows rows;
  private final Documents documents;
  private final Patience patience;
  private final Recent<AgendaKey, Plan> recent = new Recent<>(256);

  Plans(AgendaRows rows, Patience patience) {
    this.rows = rows;
    this.patience = patience;
    this.documents = new Documents(rows);
  }

  /** The agenda's plan; empty if there is no such agenda. */
  Optional<Plan> find(AgendaKey key) {
    Optional<Plan> known = recent.find(key);
    if (known.isPresent()) {
      return known;
    }
    Optional<Plan> read =
        rows.header(key)
            .map(documents::read)
            .map(document -> Plan.of(document, this::handling, key.toString().hashCode()));
    read.ifPresent(plan -> recent.keep(key, plan));
    return read;
  }

  /** The handler of a type, which submit made sure of. */
  static HandlerSpec handler(String type) {
    return HandlerSpec.of(type)
        .orElseThrow(() -> new IllegalArgumentException("unknown operation type " + type));
  }

  private Handling handling(String type) {
    return switch (handler(type).place()) {
      case RESIDENT -> new Handling(Duration.ZERO, Optional.empty());
      case PROCESS -> new Handling(Duration.ofSeconds(1), Optional.empty());
      case QUEUE -> new Handling(patience.queuedWork(), Optional.of(HEARTBEAT));
    };
  }
}
