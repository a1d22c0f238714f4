package dev.fairlead.bench.fairness;

/**
 * How often intervals of 80 % held.
 *
 * @param forecasts that came to their test
 * @param starts that were in their intervals
 * @param ends that were in theirs
 */
public record EtaCoverage(String algorithm, int forecasts, int starts, int ends) {
  private static final double LEAST = 0.7;
  private static final double MOST = 0.9;

  /** Of fewer nothing can be said. */
  private static final int LEAST_FORECASTS = 50;

  EtaCoverage plus(int moreForecasts, int moreStarts, int moreEnds) {
    return new EtaCoverage(
        algorithm, forecasts + moreForecasts, starts + moreStarts, ends + moreEnds);
  }

  double startPart() {
    return part(starts);
  }

  double endPart() {
    return part(ends);
  }

  /** Whether they are as wide as they say: neither too narrow nor too wide. */
  boolean holds() {
    return forecasts >= LEAST_FORECASTS && isFair(startPart()) && isFair(endPart());
  }

  private static boolean isFair(double part) {
    return part >= LEAST && part <= MOST;
  }

  private double part(int hits) {
    return forecasts == 0 ? 1 : (double) hits / forecasts;
  }
}
