package dev.fairlead.core.run;

import dev.fairlead.core.run.Report.Diagnostic;
import java.time.Instant;
import java.util.List;

/**
 * What a person tells a claimed agenda to do. It is carried out by whoever appends its changes to
 * the agenda's journal, on the condition that every entry has: so it is as durable as any other
 * step, and never races one.
 */
public enum Signal {
  /** Start nothing more, end what runs, and come to an end as cancelled. */
  CANCEL,
  /** Start nothing more until resumed; what runs may finish. */
  PAUSE,
  /** Go on. */
  RESUME;

  /** What a signal comes to. */
  public sealed interface Effect {}

  /** The agenda's next journal entry. */
  public record Changes(List<Change> changes) implements Effect {
    public Changes {
      changes = List.copyOf(changes);
    }
  }

  /** It is as it should be. */
  public record Already() implements Effect {}

  /** The agenda is over, or coming to its end. */
  public record TooLate() implements Effect {}

  /**
   * Decides what the signal does. Pure.
   *
   * @param run a claimed agenda
   * @param by who sent it; shown to whoever looks at the agenda
   */
  public Effect on(AgendaRun run, String by, Instant now) {
    return switch (run.state()) {
      case COMPLETE -> new TooLate();
      case WAITING, READY -> started(run, by, now);
      case EXECUTING ->
          switch (this) {
            case CANCEL -> new Changes(List.of(cancelled(by, now)));
            case PAUSE -> new Changes(List.of(new Change.AgendaPaused(by, now)));
            case RESUME -> new Already();
          };
      case PAUSED ->
          switch (this) {
            case CANCEL -> new Changes(List.of(cancelled(by, now)));
            case PAUSE -> new Already();
            case RESUME -> new Changes(List.of(new Change.AgendaResumed(by, now)));
          };
      case DRAINING -> whileDraining(run, by, now);
    };
  }

  /** The whole journal of an agenda that is cancelled before anybody claims it. */
  public static List<Change> beforeTheClaim(String by, Instant now) {
    return List.of(cancelled(by, now), new Change.AgendaEnded(AgendaOutcome.CANCELLED, now));
  }

  /** Claimed, and not stepped yet: its first entry is this one. */
  private Effect started(AgendaRun run, String by, Instant now) {
    var started = new Change.AgendaStarted(run.attempt() + 1, now);
    return switch (this) {
      case CANCEL -> new Changes(List.of(started, cancelled(by, now)));
      case PAUSE -> new Changes(List.of(started, new Change.AgendaPaused(by, now)));
      case RESUME -> new Already();
    };
  }

  private Effect whileDraining(AgendaRun run, String by, Instant now) {
    boolean alreadyStopping =
        run.towards().filter(outcome -> outcome != AgendaOutcome.FAILED).isPresent();
    if (this != CANCEL) {
      return new TooLate();
    }
    return alreadyStopping ? new Already() : new Changes(List.of(cancelled(by, now)));
  }

  private static Change cancelled(String by, Instant now) {
    return new Change.AgendaDraining(
        AgendaOutcome.CANCELLED, new Diagnostic("cancelled", "Cancelled by " + by + "."), now);
  }
}
