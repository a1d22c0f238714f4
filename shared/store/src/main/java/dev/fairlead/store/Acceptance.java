package dev.fairlead.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.core.scheduling.Snapshot.Waiting;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes an agenda in: the document goes to the blob store under its hash if it is large; then one
 * transaction of at most eight items (what it depends on, header, run row, place in line, outbox, a
 * mark for linkId and for externalId) is acceptance. Before it nothing is visible, after it
 * everything is; a crash behind it costs a sweep of the outbox.
 */
public final class Acceptance {
  /**
   * From the first write of a submit to when it is accepted or never will be; longer than any
   * function runs.
   */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Ports ports;
  private final Alarms reaping;
  private final AgendaRows rows;
  private final Outbox outbox;
  private final Ids ids;

  public Acceptance(Ports ports, Ids ids) {
    this.ports = ports;
    this.reaping = new Alarms(ports.items(), Alarms.Kind.REAP);
    this.rows = new AgendaRows(ports.items(), ports.blobs());
    this.outbox = new Outbox(ports.items(), ports.queues());
    this.ids = ids;
  }

  /**
   * An agenda's header, with its document where that belongs. A large one is due for reaping before
   * it is there, since its agenda may never be accepted; one that is accepted is left alone then.
   *
   * <p>Cost: nothing for a small document; else 1 write unit and one blob write.
   *
   * @param request what it came with; the document's own {@code cid} goes before it
   */
  public AgendaHeader prepare(
      AgendaKey key,
      AgendaDocument document,
      Optional<AgendaHeader.Parent> parent,
      CorrelationId request,
      Instant now) {
    byte[] canonical = JsonText.canonical(document.canonical());
    boolean inline = canonical.length <= AgendaRows.INLINE_DOCUMENT_BYTES;
    if (!inline) {
      ports.items().write(reaping.set(new Alarms.Alarm(key, now.plus(LONGEST))));
      ports.blobs().put(key.toString(), canonical);
    }
    return new AgendaHeader(
        key,
        document.title(),
        document.linkId(),
        document.externalId(),
        Lines.Insight.DEFAULT.id(),
        now,
        document.correlationId().orElse(request),
        Sha256.hex(canonical),
        inline ? Optional.of(new String(canonical, UTF_8)) : Optional.empty(),
        document.operations().size(),
        parent);
  }

  /**
   * Accepts it. Cost: 8 write units for a small document, 2 more for each mark and for what it
   * depends on; 1 request and 1 write for the wake-up.
   *
   * @param first refused, it refuses all; tested before anything else
   */
  public WriteOutcome accept(AgendaHeader header, AgendaDocument document, Optional<Write> first) {
    var hold = document.doNotRun() ? Optional.of(Hold.DO_NOT_RUN) : Optional.<Hold>empty();
    var wake =
        new Outbox.Promise(
            ids.newUlid(), QueueSpec.WAKE.queueName(), header.insight(), header.addedAt());
    var writes = new ArrayList<Write>();
    // So that a refusal by it is told from anything else by its index.
    first.ifPresent(writes::add);
    writes.addAll(rows.accept(header, hold));
    if (hold.isEmpty()) {
      writes.add(Lines.enter(header.insight(), new Waiting(header.key(), header.addedAt())));
      writes.add(outbox.write(wake));
    }
    WriteOutcome outcome = transact(header, List.copyOf(writes));
    if (outcome.isWritten() && hold.isEmpty()) {
      outbox.keepNow(wake);
    }
    return outcome;
  }

  /** After a time-out the header tells whether the transaction went through: its id is ours. */
  private WriteOutcome transact(AgendaHeader header, List<Write> writes) {
    try {
      return ports.items().transact(writes);
    } catch (PortException unanswered) {
      if (unanswered.fault() == PortException.Fault.TIMED_OUT
          && rows.header(header.key()).isPresent()) {
        return new WriteOutcome.Written();
      }
      throw unanswered;
    }
  }
}
