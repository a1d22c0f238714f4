package dev.fairlead.cli;

import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Follows an agenda to its end by asking for events: often while they come, else less often. */
final class Follower {
  /** Waits. Replaced in tests. */
  interface Pause {
    void await(Duration duration);
  }

  static final Duration TICK = Duration.ofMillis(200);

  /** Ticks between two questions when nothing has happened for a while. */
  private static final int MAX_TICKS = 5;

  /** Idle answers before the questions get one tick rarer. */
  private static final int PATIENCE = 10;

  /** Ticks between two questions for what running operations say of themselves: two seconds. */
  private static final int HEARING_TICKS = 10;

  /** Unanswered questions in a row before giving up: about half a minute at their rarest. */
  private static final int MAX_SILENCES = 30;

  private final ApiClient api;
  private final Progress progress;
  private final InstantSource clock;
  private final Pause pause;

  Follower(ApiClient api, Progress progress, InstantSource clock, Pause pause) {
    this.api = api;
    this.progress = progress;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Returns the agenda as the server shows it, once it is over, or held: then nothing runs it. Only
   * the first question must be heard.
   */
  Json.Obj follow(String id) {
    var state = RunState.of(AgendaView.of(api.agenda(id)));
    progress.begin(state);
    try {
      long last = 0;
      int idle = 0;
      int silences = 0;
      int unheard = 0;
      // What was said before anybody looked is news, too.
      var told = state.silent();
      while (true) {
        try {
          var answer = api.events(id, last);
          silences = 0;
          var fresh = eventsAfter(last, answer);
          if (!fresh.isEmpty()) {
            idle = 0;
            last = fresh.getLast().sequence();
            state = state.after(fresh);
          }
          progress.show(state, fresh, clock.instant());
          boolean more = !fresh.isEmpty() && answer.whole("last").orElse(0L) > last;
          if (more) {
            continue;
          }
          if (answer.text("state").filter("COMPLETE"::equals).isPresent()
              || answer.text("held").isPresent()) {
            return api.agenda(id);
          }
          idle++;
          if (unheard >= HEARING_TICKS && state.mayTell()) {
            unheard = 0;
            var heard = state.hearing(AgendaView.of(api.agenda(id)));
            progress.heard(heard, heard.newsSince(told), clock.instant());
            state = heard;
            told = heard;
          }
        } catch (CliException lost) {
          silences++;
          if (lost.exitCode() != ExitCode.UNREACHABLE || silences > MAX_SILENCES) {
            throw lost;
          }
          idle = PATIENCE * MAX_TICKS;
        }
        for (int tick = Math.min(MAX_TICKS, 1 + idle / PATIENCE); tick > 0; tick--) {
          pause.await(TICK);
          unheard++;
          progress.tick(state, clock.instant());
        }
      }
    } finally {
      progress.end();
    }
  }

  private static List<RunEvent> eventsAfter(long last, Json.Obj answer) {
    var fresh = new ArrayList<RunEvent>();
    for (var item : AgendaView.items(answer, "events")) {
      var event = RunEvent.of(item);
      if (event.sequence() > last) {
        fresh.add(event);
      }
    }
    return fresh;
  }
}
