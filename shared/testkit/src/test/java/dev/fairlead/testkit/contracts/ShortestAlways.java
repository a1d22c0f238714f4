package dev.fairlead.testkit.contracts;

import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Waiting;

/** What is thought to take longest waits for ever while shorter ones come. */
public final class ShortestAlways implements Algorithm {
  static final String NAME = "shortest-always";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Candidates candidates() {
    return Candidates.OLDEST;
  }

  @Override
  public double order(double startTag, Waiting head, Policy policy) {
    return head.estimate();
  }
}
