package dev.fairlead.core.scheduling;

import java.time.Duration;

/**
 * The arithmetic of tags: start-time fair queueing, with estimates that are settled.
 *
 * <p>Tags are in slot-seconds per unit of weight. When an account has run dry, what was charged and
 * what was settled add up to what it used, whatever the estimates were.
 *
 * @see "Goyal, Vin, Cheng: Start-time Fair Queueing, SIGCOMM 1996, section 2"
 */
public final class FairTags {
  private FairTags() {}

  /**
   * S = max(V, F): who was away does not get back what it left to others. Taken when an account
   * enters: it had nothing waiting, or was at its ceiling.
   */
  public static double startTag(double virtualTime, double finishTag) {
    return Math.max(virtualTime, finishTag);
  }

  /**
   * F = S + charge ÷ weight.
   *
   * @param charge slot-seconds, 0 or more
   */
  public static double finishTag(double startTag, double charge, double weight) {
    return startTag + charge / weight;
  }

  /**
   * F after an agenda that was charged on trust has ended.
   *
   * @param actual slot-seconds that it used
   * @param charged slot-seconds that it was charged
   */
  public static double settle(double finishTag, double actual, double charged, double weight) {
    return finishTag + (actual - charged) / weight;
  }

  /**
   * F after some time: what the account had used above its share, F − V, halves in every half-life.
   * F′ = V + (F − V) · 2^(−Δt ÷ h). What is below V stays: it is lost at the next dispatch anyway.
   *
   * @param elapsed since F was last decayed; a clock that went back decays nothing
   */
  public static double decay(
      double finishTag, double virtualTime, Duration elapsed, Duration halfLife) {
    if (finishTag <= virtualTime || !elapsed.isPositive()) {
      return finishTag;
    }
    double halvings = (double) elapsed.toMillis() / halfLife.toMillis();
    return virtualTime + (finishTag - virtualTime) * Math.pow(2, -halvings);
  }
}
