package dev.fairlead.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.binding.Choice;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes an agenda in: the document goes to the blob store under its hash if it is large; then one
 * transaction of at most eight items (what it depends on, the insight's door, header, run row,
 * place in line, outbox, a mark for linkId and for externalId) is acceptance. Before it nothing is
 * visible, after it everything is; a crash behind it costs a sweep of the outbox.
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
  private final Binder binder;
  private final Ceilings ceilings;
  private final Ids ids;
  private final InstantSource clock;

  public Acceptance(Ports ports, Ids ids, InstantSource clock) {
    this.ports = ports;
    this.reaping = new Alarms(ports.items(), Alarms.Kind.REAP);
    this.rows = new AgendaRows(ports.items(), ports.blobs());
    this.outbox = new Outbox(ports.items(), ports.queues());
    this.binder = new Binder(ports.items(), clock);
    this.ceilings = new Ceilings(ports.items(), clock);
    this.ids = ids;
    this.clock = clock;
  }

  /** What became of a submit. */
  public sealed interface Outcome {
    /** It will run. */
    record Accepted(AgendaHeader header) implements Outcome {}

    /**
     * What it depends on refused it, and nothing is there.
     *
     * @param found instead
     */
    record Refused(Optional<Item> found) implements Outcome {}

    /** No insight takes it; nothing was stored. */
    record Unbound(String because) implements Outcome {}

    /**
     * It is more than its insight, its customer or the insight's pool may ever have; nothing was
     * stored.
     *
     * @param problems at least one, by the place that asks for too much
     */
    record NeverFits(List<Problem> problems) implements Outcome {
      public NeverFits {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * Binds an agenda to an insight and accepts it.
   *
   * <p>Cost: {@link Binder}'s and {@link Ceilings}'; 8 write units for a small document, 2 more for
   * each mark, for what it depends on and for the door of an insight that isn't the default one; 1
   * more and a blob write for a large one; 1 request and 1 write for the wake-up.
   *
   * @param kin of a sub-agenda, what it runs on. It waits where its parent runs, whatever mappers
   *     say; only if that insight is gone, it competes in another like any agenda
   * @param request what it came with; the document's own {@code cid} goes before it
   * @param first refused, it refuses all; tested before anything else
   */
  public Outcome submit(
      AgendaKey key,
      AgendaDocument document,
      Optional<Kin> kin,
      CorrelationId request,
      Optional<Write> first) {
    var gone = new HashSet<String>();
    Optional<AgendaHeader> prepared = Optional.empty();
    while (true) {
      switch (choose(key, document, kin, gone)) {
        case Choice.Unbound(String because) -> {
          return new Outcome.Unbound(because);
        }
        case Choice.Bound(Insight insight, String because) -> {
          Optional<Kin> beside = kin.filter(of -> of.insight().equals(insight.id()));
          List<Problem> problems =
              beside.isPresent()
                  ? List.of()
                  : ceilings.neverFits(document, key.customer(), insight);
          if (!problems.isEmpty()) {
            return new Outcome.NeverFits(problems);
          }
          AgendaHeader header =
              prepared
                  .orElseGet(() -> prepare(key, document, kin, request, clock.instant()))
                  .boundTo(insight.id(), because);
          prepared = Optional.of(header);
          InLine entry =
              beside
                  .map(of -> InLine.of(of, key, document, header.addedAt()))
                  .orElseGet(
                      () -> InLine.of(insight, key, RunRow.UNCLAIMED, document, header.addedAt()));
          Optional<Outcome> outcome = accept(entry, header, document, first);
          if (outcome.isPresent()) {
            return outcome.get();
          }
          if (!binder.isBack(insight.id())) {
            gone.add(insight.id());
          }
        }
      }
    }
  }

  private Choice choose(
      AgendaKey key, AgendaDocument document, Optional<Kin> kin, Set<String> gone) {
    return kin.map(of -> binder.bindBeside(of.insight(), key.customer(), document, gone))
        .orElseGet(() -> binder.bind(key.customer(), document, gone));
  }

  /**
   * An agenda's header, with its document where that belongs. A large one is due for reaping before
   * it is there, since its agenda may never be accepted; one that is accepted is left alone then.
   */
  private AgendaHeader prepare(
      AgendaKey key,
      AgendaDocument document,
      Optional<Kin> kin,
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
        Insight.DEFAULT.id(),
        Optional.empty(),
        now,
        document.correlationId().orElse(request),
        Sha256.hex(canonical),
        inline ? Optional.of(new String(canonical, UTF_8)) : Optional.empty(),
        document.operations().size(),
        kin.map(Kin::parent));
  }

  /** Empty if the insight's line was shut. */
  private Optional<Outcome> accept(
      InLine entry, AgendaHeader header, AgendaDocument document, Optional<Write> first) {
    var hold = document.doNotRun() ? Optional.of(Hold.DO_NOT_RUN) : Optional.<Hold>empty();
    var wake = WakeUp.of(entry.place(), header.key()).promise(ids, header.addedAt());
    var writes = new ArrayList<Write>();
    // So that a refusal by it is told from anything else by its index.
    first.ifPresent(writes::add);
    Optional<Write> door = Doors.pass(header.insight(), header.key());
    door.ifPresent(writes::add);
    writes.addAll(
        rows.accept(header, hold, hold.isEmpty() ? Optional.of(entry.place()) : Optional.empty()));
    if (hold.isEmpty()) {
      writes.add(Lines.enter(entry));
      writes.add(outbox.write(wake));
    }
    return switch (transact(header, List.copyOf(writes))) {
      case WriteOutcome.Written _ -> {
        if (hold.isEmpty()) {
          outbox.keepNow(wake);
        }
        yield Optional.of(new Outcome.Accepted(header));
      }
      case WriteOutcome.Refused(int index, Optional<Item> found) ->
          door.filter(writes.get(index)::equals).isPresent()
              ? Optional.empty()
              : Optional.of(new Outcome.Refused(found));
    };
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
