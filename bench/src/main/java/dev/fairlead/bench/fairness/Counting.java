package dev.fairlead.bench.fairness;

import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Waiting;

/**
 * What others call fair: as many dispatches as is due by weight or, with equal weights, everybody
 * in turn; however long each takes.
 */
final class Counting implements Algorithm {
  @Override
  public String name() {
    return "counting";
  }

  @Override
  public Candidates candidates() {
    return Candidates.LEAST_SERVED;
  }

  @Override
  public double order(double startTag, Waiting head, Policy policy) {
    return startTag;
  }

  @Override
  public double charge(Waiting next) {
    return 1;
  }
}
