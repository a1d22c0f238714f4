package dev.fairlead.core.outlook;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.scheduling.Estimate;
import dev.fairlead.core.scheduling.Snapshot;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a waiting agenda starts, and when it ends.
 *
 * <p>The insight is replayed from where it stands, many times over: what runs ends, what waits is
 * dispatched by the scheduler's own code, until the agenda has its turn. Each time the runtimes are
 * drawn anew from what agendas of the same shape took ({@link Estimate}); of what runs, on
 * condition that it has lasted as long as it has. Everybody goes on sending agendas like those that
 * it has, as a Poisson process: whoever has a line as often as those came that are in it (all since
 * the oldest are still there; over a minute at the least), whoever has none by what runs over how
 * long one runs (Little's law). How wrong an estimate is that n agendas made is drawn once for a
 * whole replay: a factor whose logarithm has the standard deviation max(0.5 ÷ √n, s ÷ √min(n,
 * 100)), with s 1.4 times that of the runtimes' logarithms. The interval is what 80 of 100 replays
 * are within.
 *
 * <p>Cost: some {@value #EVENTS} starts and ends in all: tenths of a second by age, some seconds by
 * shares.
 *
 * @param start from now
 * @param end from now
 * @see "Efron: Bootstrap Methods, 1979, for intervals from repeated draws; Smith, Taylor, Foster:
 *     Using Run-Time Predictions to Estimate Queue Wait Times, 1999, for the replay of the
 *     scheduler"
 */
public record Forecast(Spread start, Spread end) {
  private static final int EVENTS = 20_000;
  private static final int LEAST_REPLAYS = 40;
  private static final int MOST_REPLAYS = 100;

  /**
   * Forecasts; empty if it may never start: it doesn't fit, or nothing that runs is known to end.
   *
   * @param secondsPerClaim what is dispatched is claimed one after the other, one in so many
   *     seconds; 0 if nobody waits for that
   * @param dispatched how many are dispatched and not claimed
   */
  public static Optional<Forecast> of(
      Outlook outlook,
      AgendaKey agenda,
      Runtimes runtimes,
      double secondsPerClaim,
      int dispatched,
      RandomGenerator random) {
    int size = outlook.stakes().stream().mapToInt(stake -> stake.line().size()).sum();
    int replays =
        Math.clamp(
            EVENTS / (1L + Math.min(size, Snapshot.MAX_CANDIDATES) + outlook.held().agendas()),
            LEAST_REPLAYS,
            MOST_REPLAYS);
    var starts = new double[replays];
    var ends = new double[replays];
    for (int i = 0; i < replays; i++) {
      var course = new Course(outlook, agenda, runtimes, random);
      course.run();
      double claims = claims(dispatched + course.before(), secondsPerClaim, random);
      starts[i] = Math.max(course.startSeconds(), claims);
      ends[i] = starts[i] + course.runtimeSeconds();
    }
    return Spread.of(starts).flatMap(start -> Spread.of(ends).map(end -> new Forecast(start, end)));
  }

  /**
   * Forecasts of one that is dispatched.
   *
   * @param runtime what is known of how long it may last
   * @param before how many are claimed before it
   */
  public static Optional<Forecast> ofDispatched(
      Estimate runtime, double secondsPerClaim, int before, RandomGenerator random) {
    var curve = new RuntimeCurve(runtime);
    var starts = new double[MOST_REPLAYS];
    var ends = new double[MOST_REPLAYS];
    for (int i = 0; i < MOST_REPLAYS; i++) {
      starts[i] = claims(before, secondsPerClaim, random);
      ends[i] = starts[i] + curve.draw(random);
    }
    return Spread.of(starts).flatMap(start -> Spread.of(ends).map(end -> new Forecast(start, end)));
  }

  /** The sum of so many exponential times: close enough to a normal one. */
  private static double claims(int count, double secondsPerClaim, RandomGenerator random) {
    return secondsPerClaim == 0
        ? 0
        : Math.max(0, secondsPerClaim * (count + Math.sqrt(count) * random.nextGaussian()));
  }
}
