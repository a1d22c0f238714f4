package dev.fairlead.resourcepool.executor;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Grant;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Holdings;
import dev.fairlead.core.run.Intent;
import dev.fairlead.core.run.InventoryView.Answer;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.Plan;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.RunStep;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.GrantRow;
import dev.fairlead.store.Journal;
import dev.fairlead.store.OperationRows;
import dev.fairlead.store.Outputs;
import dev.fairlead.store.Recent;
import dev.fairlead.store.RunRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Steps an agenda's run journal: load, decide, append, then carry out. Whoever loses the race for
 * an entry loads again with its news, and without any leaves the agenda to the winner; whatever was
 * appended and not carried out is found again by the agenda's alarm.
 *
 * <p>Cost of a step: 1 query, 1 write, and what its intents cost. The document and the state as of
 * the last own step are kept in memory.
 */
final class AgendaStepper {
  /** Lost races in a row after which the messages are left for redelivery. */
  private static final int MAX_LOST_RACES = 20;

  private final AgendaRows rows;
  private final Journal journal;
  private final OperationRows operationRows;
  private final Inventories inventories;
  private final Plans plans;
  private final Outputs outputs;
  private final Launches launches;
  private final Endings endings;
  private final AgendaGrants grants;
  private final Sleeping sleeping;
  private final Ids ids;
  private final InstantSource clock;
  private final Recent<AgendaKey, AgendaRun> recent = new Recent<>(256);

  AgendaStepper(
      AgendaRows rows,
      Plans plans,
      Journal journal,
      OperationRows operationRows,
      Inventories inventories,
      Outputs outputs,
      Launches launches,
      Endings endings,
      AgendaGrants grants,
      Sleeping sleeping,
      Ids ids,
      InstantSource clock) {
    this.rows = rows;
    this.journal = journal;
    this.operationRows = operationRows;
    this.inventories = inventories;
    this.plans = plans;
    this.outputs = outputs;
    this.launches = launches;
    this.endings = endings;
    this.grants = grants;
    this.sleeping = sleeping;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Takes reports and moves the agenda on until nothing is left to do now. Of an agenda that is
   * unknown every attempt is released; one that is not claimed is left alone.
   *
   * @param callsUntil servers outside are called until then; what wants to call them later is left
   *     to a look that is asked for
   */
  void step(AgendaKey agenda, List<Report> reports, Instant callsUntil) {
    Optional<Plan> plan = plans.find(agenda);
    if (plan.isEmpty()) {
      launches.releaseAll(agenda, reports);
      return;
    }
    AgendaRun run = load(agenda, plan.get());
    if (isInLine(agenda, run)) {
      return;
    }
    outputs.spill(agenda, reports);
    Plan grown = plans.now(agenda, plan.get(), run);
    step(agenda, plan.get(), run, withBeats(agenda, grown, run, reports), callsUntil);
  }

  private void step(
      AgendaKey agenda, Plan accepted, AgendaRun loaded, List<Report> first, Instant callsUntil) {
    AgendaRun run = loaded;
    List<Report> reports = first;
    Answer answer = new Answer.Unasked();
    int lostRaces = 0;
    boolean hasMoved = false;
    while (true) {
      Plan plan = plans.now(agenda, accepted, run);
      var inventory = inventories.view(agenda, plan, run, answer);
      // After the journal: what lowers a grant appends to it.
      Optional<GrantRow> grant = grants.find(agenda, run);
      var holdings = new Holdings(inventory, grant.map(GrantRow::grant).orElse(Grant.UNLIMITED));
      Instant now = clock.instant();
      RunStep step = RunStep.decide(plan, run, reports, now, Outputs::place, holdings);
      Amounts surplus = AgendaGrants.surplus(grant, step);
      boolean givesBack = !surplus.isZero();
      boolean appends = givesBack || !step.changes().isEmpty();
      if (appends
          && !(givesBack
              ? grants.giveBack(grant.orElseThrow(), surplus, run, step)
              : journal.append(agenda, run, step.changes(), ids.newUlid()))) {
        // What is given back is also refused if the grant was raised.
        if (!givesBack && !hasNews(reports) && answer instanceof Answer.Unasked) {
          return;
        }
        if (++lostRaces > MAX_LOST_RACES) {
          throw new IllegalStateException("lost " + lostRaces + " races in a row for " + agenda);
        }
        run = load(agenda, accepted);
        if (isInLine(agenda, run)) {
          return;
        }
        // The hold it was told of may have been left since, with the end of the agenda.
        answer = new Answer.Unasked();
        continue;
      }
      run = step.changes().isEmpty() && appends ? run.applyAll(List.of(List.of())) : step.after();
      hasMoved |= appends;
      lostRaces = 0;
      recent.keep(agenda, run);
      var moments = new Moments();
      List<Report> fresh = carryOut(agenda, plan, run, step.intents(), callsUntil, moments);
      if (appends) {
        journal.snapshotIfDue(agenda, run);
        fresh.addAll(launches.call(agenda, plan, run, step.changes()));
      }
      outputs.spill(agenda, fresh);
      reports = Stream.concat(step.left().stream(), fresh.stream()).toList();
      answer =
          step.intents().contains(new Intent.LockInventory())
              ? inventories.ask(agenda, plan)
              : new Answer.Unasked();
      if (step.isSettled() && reports.isEmpty() && answer instanceof Answer.Unasked) {
        if (hasMoved) {
          grant.ifPresent(row -> grants.ask(row, plan, step.after(), step.usage()));
        } else if (grant.isEmpty()) {
          // One with a grant may be given more at any time, and has to give it back.
          sleep(agenda, plan, run, first, moments, now);
        }
        return;
      }
    }
  }

  private void sleep(
      AgendaKey agenda,
      Plan plan,
      AgendaRun run,
      List<Report> seen,
      Moments moments,
      Instant looked) {
    sleeping
        .fall(agenda, plan, run, seen, moments, looked)
        .ifPresent(asleep -> {
          recent.keep(agenda, asleep);
          journal.snapshotIfDue(agenda, asleep);
        });
  }

  /**
   * Without news whoever won the race goes on alone: they knew all that is in the journal, and if
   * they die, the agenda's alarm has it looked at.
   */
  private static boolean hasNews(List<Report> reports) {
    return !reports.stream().allMatch(Report.Tick.class::isInstance);
  }

  private List<Report> carryOut(
      AgendaKey agenda,
      Plan plan,
      AgendaRun run,
      List<Intent> intents,
      Instant callsUntil,
      Moments moments) {
    var reports = new ArrayList<Report>();
    var calls = new CallRoom(clock.instant().isBefore(callsUntil));
    for (Intent intent : intents) {
      switch (intent) {
        case Intent.Launch launch ->
            reports.addAll(launches.launch(agenda, plan, run, launch, moments, calls));
        case Intent.Release(String operation, int attempt) ->
            launches.release(agenda, plan, operation, attempt);
        case Intent.Answer answer -> launches.answer(agenda, plan, run, answer);
        case Intent.WakeAt(Instant at) -> moments.wake(at);
        case Intent.LockInventory() -> {
          // The next step is told the answer.
        }
        case Intent.ApplyInventory() -> inventories.apply(agenda, plan, run);
        case Intent.Close() -> endings.close(agenda, plan, run);
      }
    }
    if (calls.isExceeded() && calls.isOpen()) {
      reports.add(new Report.Tick());
    } else if (calls.isExceeded()) {
      moments.wake(clock.instant());
    }
    // Before anything says that they started: whoever dies in between has them started again.
    launches.wake(agenda, moments.wakes());
    return reports;
  }

  /** Whether it is to be claimed first, as one that somebody had done again in the meantime. */
  private boolean isInLine(AgendaKey agenda, AgendaRun run) {
    if (run.state() != AgendaState.READY) {
      return false;
    }
    Optional<RunRow> row = rows.run(agenda);
    grants.learn(run, row);
    return !row.map(RunRow::state).equals(Optional.of(AgendaState.EXECUTING));
  }

  private AgendaRun load(AgendaKey agenda, Plan plan) {
    return recent
        .find(agenda)
        .map(known -> journal.refresh(agenda, known))
        .orElseGet(() -> journal.load(agenda, plan.operations().keySet()));
  }

  /** A tick judges heartbeats, so it brings the latest ones along. */
  private List<Report> withBeats(AgendaKey agenda, Plan plan, AgendaRun run, List<Report> reports) {
    if (reports.stream().noneMatch(Report.Tick.class::isInstance)) {
      return reports;
    }
    var all = new ArrayList<Report>();
    run.operations().values().stream()
        .filter(OperationRun::isLeased)
        .filter(operation -> !plan.isExpanded(operation))
        .filter(operation -> launches.beats(operation.name(), plan))
        .map(operation -> operationRows.latestBeat(new OperationKey(agenda, operation.name())))
        .flatMap(Optional::stream)
        .forEach(all::add);
    all.addAll(reports);
    return all;
  }
}
