package dev.fairlead.bench.fairness;

import dev.fairlead.core.scheduling.replay.Run;
import java.time.Duration;
import java.time.Instant;

/**
 * What one customer used, was charged and could still use; and, once it never runs out of agendas,
 * what it can have been behind by at most.
 */
final class Usage {
  private final double weight;
  private final double[] windows;
  private final double windowSeconds;

  private double endedSlotSeconds;
  private int running;
  private double startSeconds;
  private double chargedInFlight;
  private double outrunInFlight;
  private double mostChargedInFlight;
  private double mostBeyond;
  private double lastStart;
  private double longestGap;

  Usage(double weight, int windows, double windowSeconds) {
    this.weight = weight;
    this.windows = new double[windows];
    this.windowSeconds = windowSeconds;
  }

  void started(Run run) {
    double at = seconds(run.startedAt());
    running++;
    startSeconds += at;
    double charge = run.pick().charge();
    chargedInFlight += charge;
    outrunInFlight += outrun(run);
    mostChargedInFlight = Math.max(mostChargedInFlight, chargedInFlight);
    mostBeyond = Math.max(mostBeyond, charge + outrunInFlight);
    longestGap = Math.max(longestGap, at - lastStart);
    lastStart = at;
  }

  void ended(Run run) {
    running--;
    startSeconds -= seconds(run.startedAt());
    chargedInFlight -= run.pick().charge();
    outrunInFlight -= outrun(run);
    endedSlotSeconds += run.arrival().slotSeconds();
    count(run, seconds(run.endsAt()));
  }

  /** Counts an agenda into the windows, as far as it ran by then. */
  void count(Run run, double untilSeconds) {
    double from = seconds(run.startedAt());
    double until = Math.min(untilSeconds, windows.length * windowSeconds);
    for (int i = (int) (from / windowSeconds); i < windows.length && from < until; i++) {
      double end = Math.min(until, (i + 1) * windowSeconds);
      windows[i] += end - from;
      from = end;
    }
  }

  private static double outrun(Run run) {
    return Math.max(0, run.arrival().slotSeconds() - run.pick().charge());
  }

  double weight() {
    return weight;
  }

  /** Slot-seconds used by then. */
  double usedAt(double nowSeconds) {
    return endedSlotSeconds + running * nowSeconds - startSeconds;
  }

  /** Slot-seconds used in a window. */
  double window(int index) {
    return windows[index];
  }

  double total() {
    double sum = 0;
    for (double window : windows) {
      sum += window;
    }
    return sum;
  }

  /** A: the most that its tag can move after one of its dispatches, times its weight. */
  double mostBeyond() {
    return mostBeyond;
  }

  /** P: the most that it was charged and had not used. */
  double mostChargedInFlight() {
    return mostChargedInFlight;
  }

  /** Seconds from one dispatch of it to the next. */
  double longestGap() {
    return longestGap;
  }

  static double seconds(Instant at) {
    return Duration.between(Crowd.START, at).toNanos() / 1e9;
  }
}
