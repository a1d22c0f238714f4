package dev.fairlead.resourcepool.executor;

import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.core.agenda.HttpPayload;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Growth;
import dev.fairlead.core.run.Handling;
import dev.fairlead.core.run.Plan;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.Documents;
import dev.fairlead.store.Handlers;
import dev.fairlead.store.Outputs;
import dev.fairlead.store.Recent;
import dev.fairlead.store.RunPlans;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Accepted documents, ready to run. They never change, so recent ones are kept. */
final class Plans {
  /**
   * Silence after which a fleet's running attempt counts as lost; workers beat every few seconds.
   */
  private static final Duration HEARTBEAT = Duration.ofMinutes(1);

  /**
   * What runs is watched; only what vanished unseen is found by asking for it. Who holds a lease on
   * a host is heard by that, too.
   */
  private static final Duration POD_LOOK = Duration.ofMinutes(5);

  /** After so long nobody is still waiting for the answer to a call. */
  private static final Duration CALL_OVER = HttpPayload.LONGEST.plusSeconds(15);

  private final AgendaRows rows;
  private final Documents documents;
  private final Patience patience;
  private final Handlers handlers;
  private final RunPlans runPlans;
  private final Recent<AgendaKey, Plan> recent = new Recent<>(256);
  private final Recent<AgendaKey, Grown> grown = new Recent<>(64);

  Plans(AgendaRows rows, Outputs outputs, Patience patience, Handlers handlers) {
    this.rows = rows;
    this.patience = patience;
    this.handlers = handlers;
    this.documents = new Documents(rows);
    this.runPlans = new RunPlans(documents, outputs);
  }

  /** The agenda's plan; empty if there is no such agenda. */
  Optional<Plan> find(AgendaKey key) {
    Optional<Plan> known = recent.find(key);
    if (known.isPresent()) {
      return known;
    }
    Optional<Plan> read =
        rows.header(key)
            .map(header ->
                RunPlans.accepted(
                    header,
                    documents.read(header),
                    handlers.knownTo(key.customer(), Documents.TYPES.names()),
                    this::handling));
    read.ifPresent(plan -> recent.keep(key, plan));
    return read;
  }

  /** The plan of a run as it is by now. Cost: nothing, unless it has just grown. */
  Plan now(AgendaKey key, Plan accepted, AgendaRun run) {
    if (run.growths().isEmpty() && run.documentSha256().isEmpty()) {
      return accepted;
    }
    Optional<Grown> known =
        grown
            .find(key)
            .filter(last -> last.growths().equals(run.growths()))
            .filter(last -> last.documentSha256().equals(run.documentSha256()));
    if (known.isPresent()) {
      return known.get().plan();
    }
    Plan plan = runPlans.now(key, accepted, run);
    grown.keep(key, new Grown(run.growths(), run.documentSha256(), plan));
    return plan;
  }

  private record Grown(List<Growth> growths, Optional<String> documentSha256, Plan plan) {}

  private Handling handling(String type) {
    if (type.equals(HttpPayload.TYPE)) {
      return new Handling(Duration.ZERO, CALL_OVER, Optional.empty());
    }
    return switch (HandlerSpec.placeOf(type)) {
      case RESIDENT -> new Handling(Duration.ZERO, Optional.empty());
      case PROCESS -> new Handling(Duration.ofSeconds(1), Optional.empty());
      case QUEUE -> new Handling(patience.queuedWork(), Optional.of(HEARTBEAT));
      case POD, HOST -> new Handling(patience.queuedWork(), POD_LOOK, Optional.empty());
    };
  }
}
