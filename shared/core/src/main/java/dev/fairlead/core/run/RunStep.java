package dev.fairlead.core.run;

import dev.fairlead.core.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * One turn of the run journal: state and reports in, the next entry and what to do about it out.
 * Pure: no clock, no store. Whoever calls it appends the changes as entry {@code run.sequence() +
 * 1}, on condition that there is none, and only then carries the intents out.
 *
 * @param changes empty when there is nothing to append
 * @param after the run with the changes folded in; the run itself when there are none
 */
public record RunStep(List<Change> changes, List<Intent> intents, AgendaRun after) {
  /**
   * Changes that a step makes of its own accord, so that an entry stays well below the 400 KB of an
   * item: names are up to 256 characters.
   */
  public static final int CHANGES_PER_ENTRY = 400;

  public RunStep {
    changes = List.copyOf(changes);
    intents = List.copyOf(intents);
  }

  /**
   * Decides the next entry. Total: any reports in any order, repeated or stale, give a valid step.
   * Call again with no reports while it still gives changes: one entry holds little more than
   * {@link #CHANGES_PER_ENTRY}.
   *
   * @param outputs places a result: inline, or by its hash once it is in the blob store
   */
  public static RunStep decide(
      Plan plan, AgendaRun run, List<Report> reports, Instant now, Function<Json, Output> outputs) {
    var turn = new Turn(plan, run, now, outputs);
    reports.forEach(turn::take);
    turn.advance();
    return turn.finish();
  }
}
