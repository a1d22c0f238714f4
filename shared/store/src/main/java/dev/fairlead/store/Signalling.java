package dev.fairlead.store;

import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.Signal;
import dev.fairlead.store.Alarms.Alarm;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Carries signals out. Of a claimed agenda a signal is the next entry of its run journal, on the
 * condition that every entry has; the executor is then asked to look, and if that is lost the
 * agenda's alarm asks. An agenda that nobody claimed is taken out of its line and ended, in one
 * transaction, so that it is either cancelled or claimed.
 *
 * <p>Cost for a claimed agenda: 2 reads, the journal's load, 1 write and 1 request.
 */
public final class Signalling {
  /** Races against the scheduler, a claim or the executor, after which the caller shall wait. */
  private static final int MAX_TRIES = 20;

  private final Ports ports;
  private final AgendaRows rows;
  private final Documents documents;
  private final Journal journal;
  private final Lines lines;
  private final Consumer<AgendaKey> ask;
  private final Alarms reaping;
  private final Ids ids;
  private final InstantSource clock;

  /**
   * Signals.
   *
   * @param ask has an agenda's executor look at it; may be lost
   */
  public Signalling(Ports ports, Consumer<AgendaKey> ask, Ids ids, InstantSource clock) {
    this.ports = ports;
    this.rows = new AgendaRows(ports.items(), ports.blobs());
    this.documents = new Documents(rows);
    this.journal = new Journal(ports.items(), ports.blobs());
    this.lines = new Lines(ports.items());
    this.ask = ask;
    this.reaping = new Alarms(ports.items(), Alarms.Kind.REAP);
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What a signal came to.
   *
   * @param state the agenda's, right after
   * @param isNew false if the agenda was as it was to be
   */
  public record Answer(AgendaState state, boolean isNew) {}

  /**
   * Sends a signal.
   *
   * @param by who sends it, as others will read it
   * @throws FairleadException {@code AGENDA_OVER} when it comes too late, {@code
   *     AGENDA_NOT_STARTED} when it comes too early
   */
  public Answer send(AgendaHeader header, Signal signal, String by) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      RunRow row = rows.run(header.key()).orElseGet(() -> RunRow.accepted(header.key()));
      Optional<Answer> answer =
          switch (row.state()) {
            case WAITING -> unclaimed(header, row, signal, by);
            case COMPLETE -> Optional.of(over(row, signal));
            case READY, EXECUTING, PAUSED, DRAINING -> claimed(header, signal, by);
          };
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    throw new FairleadException(
        ErrorCode.TOO_MANY_REQUESTS, "The agenda moves too fast to be stopped; try again.");
  }

  private Optional<Answer> unclaimed(AgendaHeader header, RunRow row, Signal signal, String by) {
    return switch (signal) {
      case CANCEL -> cancelUnclaimed(header, row, by);
      case RESUME -> Optional.of(new Answer(AgendaState.WAITING, false));
      case PAUSE ->
          throw new FairleadException(
              ErrorCode.AGENDA_NOT_STARTED,
              row.hold().isPresent()
                  ? "The agenda is held, and runs only when a rerun says so."
                  : "The agenda waits in its line; only one that runs can be paused.");
    };
  }

  private Optional<Answer> cancelUnclaimed(AgendaHeader header, RunRow row, String by) {
    Instant now = clock.instant();
    var writes = new ArrayList<Write>();
    if (row.hold().isEmpty()) {
      List<Write> outOfLine = outOfLine(row, now);
      if (outOfLine.isEmpty()) {
        // Dispatched or claimed in between.
        return Optional.empty();
      }
      writes.addAll(outOfLine);
    }
    writes.add(rows.move(row, row.completed(AgendaOutcome.CANCELLED, now)));
    // Also what tells it from a rerun at the same time, which may have put it in a line.
    writes.add(
        Journal.next(header.key(), load(header), Signal.beforeTheClaim(by, now), ids.newUlid()));
    writes.add(reaping.set(new Alarm(header.key(), now)));
    if (!tried(() -> ports.items().transact(List.copyOf(writes)).isWritten())) {
      return Optional.empty();
    }
    row.parent().ifPresent(agenda -> ask.accept(new AgendaKey(header.key().customer(), agenda)));
    return Optional.of(new Answer(AgendaState.COMPLETE, true));
  }

  /** Out of the line, or of those that are dispatched; empty if it is in neither any more. */
  private List<Write> outOfLine(RunRow row, Instant now) {
    Place place = row.place().orElseThrow();
    Optional<Place> where = lines.where(place, row.key());
    if (where.isPresent()) {
      return List.of(Lines.leave(where.get(), row.key()));
    }
    // All that there can be, even if the insight had room for more when they were dispatched.
    return lines.slips(place.insight(), Insight.MAX_QUEUE_SIZE).stream()
        .flatMap(slip ->
            slip.entries().stream()
                .filter(entry -> entry.agenda().equals(row.key()) && entry.epoch() == row.epoch())
                .map(entry -> slip.cancel(entry, now)))
        .findFirst()
        .orElse(List.of());
  }

  private Optional<Answer> claimed(AgendaHeader header, Signal signal, String by) {
    AgendaRun run = load(header);
    return switch (signal.on(run, by, clock.instant())) {
      case Signal.Already() -> Optional.of(new Answer(run.state(), false));
      case Signal.TooLate() -> throw tooLate(run.outcome().or(run::towards));
      case Signal.Changes(List<Change> changes) -> {
        if (!tried(() -> journal.append(header.key(), run, changes, ids.newUlid()))) {
          yield Optional.empty();
        }
        ask.accept(header.key());
        yield Optional.of(new Answer(run.apply(run.sequence() + 1, changes).state(), true));
      }
    };
  }

  private AgendaRun load(AgendaHeader header) {
    return journal.load(
        header.key(),
        documents.read(header).operations().stream().map(OperationSpec::name).toList());
  }

  /** An unanswered write may have been done: the next try finds out. */
  private static boolean tried(BooleanSupplier write) {
    try {
      return write.getAsBoolean();
    } catch (PortException unanswered) {
      if (unanswered.fault() != PortException.Fault.TIMED_OUT) {
        throw unanswered;
      }
      return false;
    }
  }

  private static Answer over(RunRow row, Signal signal) {
    if (signal == Signal.CANCEL && row.outcome().equals(Optional.of(AgendaOutcome.CANCELLED))) {
      return new Answer(AgendaState.COMPLETE, false);
    }
    throw tooLate(row.outcome());
  }

  private static FairleadException tooLate(Optional<AgendaOutcome> outcome) {
    return new FairleadException(
        ErrorCode.AGENDA_OVER,
        "The agenda is over, or coming to its end"
            + outcome.map(how -> ": " + how.word() + ".").orElse("."));
  }
}
