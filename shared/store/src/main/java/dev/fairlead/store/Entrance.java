package dev.fairlead.store;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.binding.Choice;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.port.WriteOutcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts agendas in line that were accepted before: those that are done again, and those that are to
 * wait elsewhere. In one transaction with what else is to come of it, and as old as they are.
 *
 * <p>Cost: {@link Binder}'s and {@link Ceilings}'; 4 write units for the entry and the wake-up's, 2
 * for the door of an insight that isn't the default one; 1 request and 1 write for the wake-up.
 */
public final class Entrance {
  private final Ports ports;
  private final AgendaRows rows;
  private final Binder binder;
  private final Ceilings ceilings;
  private final Outbox outbox;
  private final Ids ids;

  public Entrance(Ports ports, Ids ids, InstantSource clock) {
    this.ports = ports;
    this.rows = new AgendaRows(ports.items(), ports.blobs());
    this.binder = new Binder(ports.items(), clock);
    this.ceilings = new Ceilings(ports.items(), clock);
    this.outbox = new Outbox(ports.items(), ports.queues());
    this.ids = ids;
  }

  /** What became of it. */
  public sealed interface Outcome {
    /** It waits there now. */
    record Entered(Insight insight, String because) implements Outcome {}

    /** It waits in that insight already; nothing was changed. */
    record Stays(String because) implements Outcome {}

    /** What was to come with it was refused: something else happened to the agenda meanwhile. */
    record Refused() implements Outcome {}

    /** No insight takes it; nothing was changed. */
    record Unbound(String because) implements Outcome {}

    /**
     * It would go where it could never be admitted; nothing was changed.
     *
     * @param problems at least one, by the place in the document that asks for too much
     */
    record NeverFits(List<Problem> problems) implements Outcome {
      public NeverFits {
        problems = List.copyOf(problems);
      }
    }
  }

  /** Chooses an insight, but for those that turned out to be gone. */
  private interface Choosing {
    Choice choose(Set<String> gone);
  }

  /**
   * Puts an agenda where it waited before, if that is there, or where it is bound now.
   *
   * @param before its run row, as it was read; afterwards it is another one
   * @param with what else is to be written, of the entry
   */
  public Outcome putBack(
      AgendaHeader header,
      RunRow before,
      AgendaDocument document,
      Instant now,
      Function<InLine, List<Write>> with) {
    return put(
        before,
        document,
        header.addedAt(),
        now,
        gone -> binder.bindAgain(header.insight(), header.key().customer(), document, gone),
        with);
  }

  /**
   * Has a waiting agenda wait where it is bound now, as far back as it is.
   *
   * @param before its run row, as it was read; afterwards it is another one
   * @param with what else is to be written, of the entry
   */
  public Outcome putElsewhere(
      RunRow before, AgendaDocument document, Instant now, Function<InLine, List<Write>> with) {
    return put(
        before,
        document,
        before.place().orElseThrow().since(),
        now,
        gone -> binder.bind(before.key().customer(), document, gone),
        with);
  }

  private Outcome put(
      RunRow before,
      AgendaDocument document,
      Instant since,
      Instant now,
      Choosing choosing,
      Function<InLine, List<Write>> with) {
    var gone = new HashSet<String>();
    while (true) {
      switch (choosing.choose(gone)) {
        case Choice.Unbound(String because) -> {
          return new Outcome.Unbound(because);
        }
        case Choice.Bound(Insight insight, String because)
            when before.place().filter(at -> at.insight().equals(insight.id())).isPresent() -> {
          return new Outcome.Stays(because);
        }
        case Choice.Bound(Insight insight, String because) -> {
          List<Problem> problems = ceilings.neverFits(document, before.key().customer(), insight);
          if (!problems.isEmpty()) {
            return new Outcome.NeverFits(problems);
          }
          var entry = InLine.of(insight, before.key(), before.epoch(), document, since);
          var writes = new ArrayList<Write>();
          Optional<Write> door = Doors.pass(insight.id(), before.key());
          door.ifPresent(writes::add);
          writes.addAll(with.apply(entry));
          writes.add(Lines.enter(entry));
          var wake = WakeUp.of(entry.place(), before.key()).promise(ids, now);
          writes.add(outbox.write(wake));
          switch (transact(before, List.copyOf(writes))) {
            case WriteOutcome.Written _ -> {
              outbox.keepNow(wake);
              return new Outcome.Entered(insight, because);
            }
            case WriteOutcome.Refused(int index, _) when door.isPresent() && index == 0 -> {
              if (!binder.isBack(insight.id())) {
                gone.add(insight.id());
              }
            }
            case WriteOutcome.Refused _ -> {
              return new Outcome.Refused();
            }
          }
        }
      }
    }
  }

  /** After a time-out the row tells whether the transaction went through. */
  private WriteOutcome transact(RunRow before, List<Write> writes) {
    try {
      return ports.items().transact(writes);
    } catch (PortException unanswered) {
      if (unanswered.fault() == PortException.Fault.TIMED_OUT && isMoved(before.key(), before)) {
        return new WriteOutcome.Written();
      }
      throw unanswered;
    }
  }

  private boolean isMoved(AgendaKey agenda, RunRow before) {
    return rows.run(agenda).filter(row -> !row.equals(before)).isPresent();
  }
}
