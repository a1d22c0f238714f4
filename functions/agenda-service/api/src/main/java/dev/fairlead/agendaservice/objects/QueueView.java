package dev.fairlead.agendaservice.objects;

import dev.fairlead.core.explain.Ahead;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.provisioning.QueuePhase;
import dev.fairlead.core.provisioning.QueueRecord;
import dev.fairlead.store.Gates;
import dev.fairlead.store.InLine;
import dev.fairlead.store.Ledger;
import dev.fairlead.store.Lines;
import dev.fairlead.store.Place;
import dev.fairlead.store.QueueRows;
import dev.fairlead.wire.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The queue of an insight as it stands: who waits, what is dispatched, what runs. Cost: 3 read
 * units, up to 2 for its pool, and half of one per 4 KB of the {@value Ahead#MOST} oldest in each
 * of its three lines.
 */
final class QueueView {
  /** Its name in an insight. */
  static final String FIELD = "queue";

  private final Lines lines;
  private final QueueRows queues;
  private final Gates gates;
  private final InstantSource clock;

  QueueView(ItemStore items, InstantSource clock) {
    this.lines = new Lines(items);
    this.queues = new QueueRows(items);
    this.gates = new Gates(items, clock);
    this.clock = clock;
  }

  Json.Obj of(Insight insight) {
    Instant now = clock.instant();
    List<InLine> line = lines.oldest(insight.id(), Ahead.MOST);
    Ledger ledger = lines.ledger(insight.id());
    int dispatched = lines.unclaimed(ledger);
    var json =
        Json.object()
            .put("at", Times.text(now))
            .put("waiting", line.size())
            .put("isMore", line.size() == Ahead.MOST);
    line.stream()
        .findFirst()
        .map(oldest -> Duration.between(oldest.place().since(), now).toSeconds())
        .ifPresent(seconds -> json.put("oldestWaitSeconds", Math.max(0, seconds)));
    json.put("subAgendas", lines.oldest(Place.Line.KIN, insight.id(), Ahead.MOST).size())
        .put("setAside", lines.oldest(Place.Line.ASIDE, insight.id(), Ahead.MOST).size())
        .put("dispatched", dispatched);
    if (keepsAccounts(insight) || ledger.roll().isForCustomers()) {
      json.put("running", Math.max(0, ledger.held().agendas() - dispatched))
          .put("held", ledger.held().json());
    }
    gates.ofPool(insight).ifPresent(halt -> json.put("poolState", halt.how().name()));
    return json.putText(
            "permits", queues.find(insight.id()).map(QueueRecord::phase).map(QueuePhase::word))
        .build();
  }

  /** Else nobody counts what runs. */
  private boolean keepsAccounts(Insight insight) {
    return insight.isLimited()
        || insight.pool().filter(pool -> !gates.termsOfPool(pool).capacity().isNone()).isPresent();
  }
}
