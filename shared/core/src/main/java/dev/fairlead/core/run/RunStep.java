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
 * @param left reports for which the entry had no room: the first ones of the next step
 * @param isSettled whether nothing is left to decide before there are new reports
 * @param usage what is used and waited for of the agenda's grant; only told once it is settled
 */
public record RunStep(
    List<Change> changes,
    List<Intent> intents,
    AgendaRun after,
    List<Report> left,
    boolean isSettled,
    Usage usage) {
  /** Changes after which a step makes no more of its own accord. */
  public static final int CHANGES_PER_ENTRY = 400;

  /**
   * Text after which an entry takes no more, so that it stays well below the 400 KB of an item
   * whatever the names and results are: the last change may overstep it by about 20 KB.
   */
  public static final int BYTES_PER_ENTRY = 256 * 1024;

  public RunStep {
    changes = List.copyOf(changes);
    intents = List.copyOf(intents);
    left = List.copyOf(left);
  }

  /**
   * Decides the next entry. Total: any reports in any order, repeated or stale, give a valid step.
   * Call again with {@link #left} until it is settled: an entry has limited room. A tick that finds
   * more to do than has room does the rest at the next one; several ticks are one. A step by which
   * the agenda grows decides no more: the next one needs the plan as grown.
   *
   * @param outputs places a result: inline, or by its hash once it is in the blob store
   */
  public static RunStep decide(
      Plan plan, AgendaRun run, List<Report> reports, Instant now, Function<Json, Output> outputs) {
    return decide(plan, run, reports, now, outputs, Holdings.NONE);
  }

  /** The same for an agenda that shares something with others. */
  public static RunStep decide(
      Plan plan,
      AgendaRun run,
      List<Report> reports,
      Instant now,
      Function<Json, Output> outputs,
      Holdings holdings) {
    var draft = new EntryDraft(run, now);
    var effects = new InventoryEffects(plan, draft, holdings.inventory());
    var endings = new Endings(plan, draft, outputs, effects);
    var deadlines = new Deadlines(plan, draft, endings);
    List<Report> left = new ReportIntake(plan, draft, endings, outputs).takeAll(reports);
    var advance = new Advance(plan, draft, holdings);
    if (!draft.isGrown()) {
      deadlines.enforce();
      advance.advance();
    }
    new Dependents(plan, draft).answer();
    draft.changes().forEach(deadlines::foresee);
    return draft.finish(left, advance.usage());
  }
}
