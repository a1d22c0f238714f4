package dev.fairlead.core.outlook;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.core.scheduling.Pace;
import dev.fairlead.core.scheduling.replay.PoolModel;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a waiting agenda starts, and when it ends.
 *
 * <p>The insight is replayed from where it stands, many times over: what runs ends, what waits is
 * dispatched by the scheduler's own code, until the agenda has its turn. Each time the runtimes are
 * drawn anew from what agendas of the same shape took ({@link Estimate}), at their customer's pace
 * ({@link Pace}); of what runs, on condition that it has lasted as long as it has. Of an account it
 * is known how long all that runs has lasted together: how long each is drawn as one is met that
 * runs, in proportion. Everybody goes on sending agendas like those that it has, as a Poisson
 * process, at a rate that is drawn once a replay: c came in the time since the oldest in line did
 * and one runtime before that, if c run or wait behind it (Little's law), so the rate is Gamma(c)
 * by that time. How wrong estimates are is drawn once a replay, too: of a shape, for all, a factor
 * whose logarithm has the standard deviation max(0.5 ÷ √n, 1.4 · s ÷ √min(n, 100)), with s that of
 * the runtimes' logarithms; of a customer's pace one of its own. The interval is from the 10th to
 * the 90th of 100, by the places (n + 1) · p in n replays.
 *
 * <p>Of an insight that shares a pool the others are replayed with it, each by its own rules, and
 * all draw what they admit from what the pool has, by {@link PoolModel}.
 *
 * <p>Cost, where an event of a shared pool counts as four: 99 replays; after {@value #EVENTS}
 * starts, ends and arrivals in all no more than the {@value #LEAST_REPLAYS} that an interval needs;
 * none that takes more than {@value #MOST_EVENTS} for those is told.
 *
 * @param start from now
 * @param end from now
 * @see "Efron: Bootstrap Methods, 1979, for intervals from repeated draws; Smith, Taylor, Foster:
 *     Using Run-Time Predictions to Estimate Queue Wait Times, 1999, for the replay of the
 *     scheduler"
 */
public record Forecast(Spread start, Spread end) {
  /** After so many no new replay begins, if there are {@value #LEAST_REPLAYS} by then. */
  private static final int EVENTS = 20_000;

  private static final int MOST_EVENTS = 100_000;

  /** The least of which the second and the second last are an interval of 80 %. */
  private static final int LEAST_REPLAYS = 19;

  private static final int MOST_REPLAYS = 99;

  /** Forecasts of one in an insight that shares nothing; as the other one. */
  public static Optional<Forecast> of(
      Outlook outlook,
      AgendaKey agenda,
      Runtimes runtimes,
      double secondsPerClaim,
      int dispatched,
      RandomGenerator random) {
    return of(PoolOutlook.alone(outlook, runtimes), agenda, secondsPerClaim, dispatched, random);
  }

  /**
   * Forecasts; empty if it may never start: it doesn't fit, or nothing that runs is known to end.
   *
   * @param secondsPerClaim what is dispatched is claimed one after the other, one in so many
   *     seconds; 0 if nobody waits for that
   * @param dispatched how many are dispatched and not claimed
   */
  public static Optional<Forecast> of(
      PoolOutlook outlook,
      AgendaKey agenda,
      double secondsPerClaim,
      int dispatched,
      RandomGenerator random) {
    var starts = new double[MOST_REPLAYS];
    var ends = new double[MOST_REPLAYS];
    int i = 0;
    int events = 0;
    for (; i < MOST_REPLAYS && (i < LEAST_REPLAYS || events < EVENTS); i++) {
      var course = new Course(outlook, agenda, random);
      course.run();
      events += course.events();
      if (events > MOST_EVENTS && i + 1 < LEAST_REPLAYS) {
        return Optional.empty();
      }
      double claims = claims(dispatched + course.before(), secondsPerClaim, random);
      starts[i] = Math.max(course.startSeconds(), claims);
      ends[i] = starts[i] + course.runtimeSeconds();
    }
    return of(Arrays.copyOf(starts, i), Arrays.copyOf(ends, i));
  }

  private static Optional<Forecast> of(double[] starts, double[] ends) {
    return Spread.of(starts).flatMap(start -> Spread.of(ends).map(end -> new Forecast(start, end)));
  }

  /**
   * Forecasts of one that is dispatched.
   *
   * @param runtime what is known of how long agendas of its shape last
   * @param pace how its customer's differ from those
   * @param before how many are claimed before it
   */
  public static Optional<Forecast> ofDispatched(
      Estimate runtime, Pace pace, double secondsPerClaim, int before, RandomGenerator random) {
    var curve = new RuntimeCurve(runtime, pace);
    var starts = new double[MOST_REPLAYS];
    var ends = new double[MOST_REPLAYS];
    for (int i = 0; i < MOST_REPLAYS; i++) {
      starts[i] = claims(before, secondsPerClaim, random);
      ends[i] = starts[i] + curve.draw(random);
    }
    return of(starts, ends);
  }

  /** The sum of so many exponential times: close enough to a normal one. */
  private static double claims(int count, double secondsPerClaim, RandomGenerator random) {
    return secondsPerClaim == 0
        ? 0
        : Math.max(0, secondsPerClaim * (count + Math.sqrt(count) * random.nextGaussian()));
  }
}
