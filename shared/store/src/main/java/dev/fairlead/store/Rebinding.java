package dev.fairlead.store;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.Handling;
import dev.fairlead.store.Entrance.Outcome;
import dev.fairlead.store.Lines.LinePage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Binds agendas anew that wait, by the insights and mappers that there are now. One transaction
 * takes an agenda out of its line and puts it into the other, as old as it was; its journal and the
 * audit say who wanted that and why. One that is dispatched stays.
 *
 * <p>Cost of one that stays: 4 reads and the journal's load; of one that moves 12 write units and
 * {@link Entrance}'s more.
 */
public final class Rebinding {
  /** Races against the scheduler or another rebinding. */
  private static final int MAX_TRIES = 5;

  /** What a page's end starts with among those that are set aside, who come last. */
  private static final String ASIDE = "aside/";

  private final AgendaRows rows;
  private final Documents documents;
  private final RunPlans plans;
  private final Journal journal;
  private final Lines lines;
  private final Entrance entrance;
  private final Ids ids;
  private final InstantSource clock;

  public Rebinding(Ports ports, Ids ids, InstantSource clock) {
    this.rows = new AgendaRows(ports.items(), ports.blobs());
    this.documents = new Documents(rows);
    this.plans = new RunPlans(documents, new Outputs(ports.blobs()));
    this.journal = new Journal(ports.items(), ports.blobs());
    this.lines = new Lines(ports.items());
    this.entrance = new Entrance(ports, ids, clock);
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Where an agenda waits now.
   *
   * @param from where it waited before
   * @param because why it waits there
   * @param isNew whether that is another insight
   */
  public record Answer(String from, String insight, String because, boolean isNew) {}

  /**
   * Some of those that wait in an insight.
   *
   * @param moved how many wait elsewhere now
   * @param stayed how many are bound to the same insight, or to none
   * @param next where to go on, if there are more
   */
  public record Page(int moved, int stayed, Optional<String> next) {}

  /**
   * Binds one.
   *
   * @param by who wants that
   * @throws FairleadException {@code AGENDA_NOT_WAITING}; {@code NO_INSIGHT} if none takes it, or
   *     {@code INVALID_DOCUMENT} if the one that does could never admit it, and it stays
   */
  public Answer rebind(AgendaHeader header, Author by, String reason) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      RunRow row = rows.run(header.key()).orElseGet(() -> RunRow.accepted(header.key()));
      Place place =
          row.place()
              .filter(_ -> row.state() == AgendaState.WAITING && row.hold().isEmpty())
              .flatMap(at -> lines.where(at, header.key()))
              .orElseThrow(Rebinding::notWaiting);
      if (place.isOfKin()) {
        return new Answer(
            place.insight(), place.insight(), "it runs on what its parent holds there", false);
      }
      AgendaDocument accepted = documents.read(header);
      AgendaRun run =
          journal.load(
              header.key(), accepted.operations().stream().map(OperationSpec::name).toList());
      AgendaDocument document =
          plans
              .now(header.key(), RunPlans.accepted(header, accepted, _ -> Handling.OF_LISTS), run)
              .document();
      Instant now = clock.instant();
      List<Write> told =
          AuditRows.put(
              AuditEntry.of(
                  by,
                  ids.newUlid(),
                  now,
                  header.key().customer(),
                  AuditEntry.Action.REBIND,
                  "agenda",
                  header.key().agenda().value(),
                  reason),
              by);
      switch (entrance.putElsewhere(
          row,
          document,
          now,
          entry -> {
            var to = entry.place().insight();
            String who = by.toldTo(header.key().customer());
            var change = new Change.AgendaRebound(place.insight(), to, who, reason, now);
            return List.of(
                Lines.leave(place, header.key()),
                rows.move(row, row.movedTo(entry.place())),
                Journal.next(header.key(), run, List.of(change), ids.newUlid()),
                told.getFirst(),
                told.getLast());
          })) {
        case Outcome.Entered(var insight, String because) -> {
          return new Answer(place.insight(), insight.id(), because, true);
        }
        case Outcome.Stays(String because) -> {
          return new Answer(place.insight(), place.insight(), because, false);
        }
        case Outcome.Unbound(String because) ->
            throw new FairleadException(
                ErrorCode.NO_INSIGHT,
                "No available insights take this agenda: " + because + ". It waits as before.");
        case Outcome.NeverFits(List<Problem> problems) ->
            throw new FairleadException(
                ErrorCode.INVALID_DOCUMENT,
                "The insight that would take the agenda could never admit it. It waits as before.",
                problems);
        case Outcome.Refused() -> {
          // Dispatched, cancelled or moved in between: look again.
        }
      }
    }
    throw new FairleadException(
        ErrorCode.TOO_MANY_REQUESTS, "The agenda moves too fast to be bound; try again.");
  }

  /**
   * Binds those that wait in an insight, the oldest first; of those that came just now, some may
   * not be seen yet.
   *
   * @param after where an earlier page ended, or an empty text
   * @param limit how many are looked at
   */
  public Page rebindAll(String insight, String after, int limit, Author by, String reason) {
    boolean isAside = after.startsWith(ASIDE);
    LinePage waiting =
        lines.page(
            isAside ? Place.Line.ASIDE : Place.Line.CONTEST,
            insight,
            isAside ? after.substring(ASIDE.length()) : after,
            limit);
    int moved = 0;
    int stayed = 0;
    for (InLine entry : waiting.entries()) {
      try {
        Optional<AgendaHeader> header = rows.header(entry.agenda());
        if (header.isPresent() && rebind(header.get(), by, reason).isNew()) {
          moved++;
        } else {
          stayed++;
        }
      } catch (FairleadException refused) {
        if (refused.code() == ErrorCode.NO_INSIGHT
            || refused.code() == ErrorCode.INVALID_DOCUMENT) {
          stayed++;
        } else if (refused.code() != ErrorCode.AGENDA_NOT_WAITING) {
          throw refused;
        }
      }
    }
    String line = isAside ? ASIDE : "";
    return new Page(
        moved,
        stayed,
        waiting.isLast()
            ? Optional.of(ASIDE).filter(_ -> !isAside && hasAside(insight))
            : Optional.of(line + waiting.entries().getLast().position()));
  }

  private boolean hasAside(String insight) {
    return !lines.oldest(Place.Line.ASIDE, insight, 1).isEmpty();
  }

  private static FairleadException notWaiting() {
    return new FairleadException(
        ErrorCode.AGENDA_NOT_WAITING,
        "The agenda is in no line: it is held, or dispatched, or was claimed already.");
  }
}
