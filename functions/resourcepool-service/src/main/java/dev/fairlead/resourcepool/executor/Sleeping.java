package dev.fairlead.resourcepool.executor;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.Plan;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Sleep;
import dev.fairlead.store.Journal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Lets agendas sleep that have nothing to do for long: a look because an alarm rang, which found
 * nothing, moves that alarm to where something may be due. See docs/adr/0004.
 *
 * <p>Cost: 6 write units when an agenda falls asleep, another 6 when it wakes, nothing between.
 */
final class Sleeping {
  /** A sleep is worth what it costs from so many looks on that it spares. */
  private static final int LOOKS = 5;

  /** Once in so long every agenda is looked at, so that no mistake is for good. */
  static final Duration LONGEST = Duration.ofDays(30);

  private final Journal journal;
  private final Duration period;
  private final Ids ids;
  private final InstantSource clock;

  /**
   * Sleeping.
   *
   * @param period between two looks at an agenda that is awake
   */
  Sleeping(Journal journal, Duration period, Ids ids, InstantSource clock) {
    this.journal = journal;
    this.period = period;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * After a look that found nothing to do.
   *
   * @param seen what the look was told
   * @param moments that came up while its intents were carried out
   * @param looked what was due by then had its effect; what came due while its intents were carried
   *     out had not
   * @return the run as it sleeps; empty if it does not
   */
  Optional<AgendaRun> fall(
      AgendaKey agenda,
      Plan plan,
      AgendaRun run,
      Collection<Report> seen,
      Moments moments,
      Instant looked) {
    Instant now = clock.instant();
    Optional<Instant> alarm =
        seen.stream()
            .flatMap(report ->
                report instanceof Report.Tick(var next)
                    ? next.stream()
                    : Optional.<Instant>empty().stream())
            .max(Instant::compareTo);
    if (alarm.isEmpty()) {
      return Optional.empty();
    }
    Instant longest = now.plus(LONGEST);
    return Sleep.until(plan, run, moments.asleep(), looked)
        .map(until -> until.isBefore(longest) ? wholeMillis(until) : longest)
        .filter(until -> until.isAfter(now.plus(period.multipliedBy(LOOKS))))
        .filter(until -> until.isAfter(alarm.get()))
        .map(until -> new Sleep(now, until))
        .filter(sleep -> journal.fallAsleep(agenda, run, alarm.get(), sleep, ids.newUlid()))
        .map(sleep ->
            run.apply(
                run.sequence() + 1,
                List.of(new Change.AgendaAsleep(sleep.until(), sleep.since()))));
  }

  /** As alarms keep it, and never too early. */
  private static Instant wholeMillis(Instant moment) {
    return Instant.ofEpochMilli(moment.minusNanos(1).toEpochMilli() + 1);
  }
}
