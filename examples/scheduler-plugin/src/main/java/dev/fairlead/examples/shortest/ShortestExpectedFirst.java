package dev.fairlead.examples.shortest;

import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Waiting;

/** What is thought to use least goes first, and the longer it is, the longer others may pass it. */
public final class ShortestExpectedFirst implements Algorithm {
  /** For how many seconds more others may go before, for each slot-second that is expected. */
  static final int SECONDS_PER_SLOT_SECOND = 10;

  private static final double MILLIS_PER_SLOT_SECOND = SECONDS_PER_SLOT_SECOND * 1000.0;

  @Override
  public String name() {
    return "shortest-expected-first";
  }

  @Override
  public Candidates candidates() {
    return Candidates.OLDEST;
  }

  @Override
  public double order(double startTag, Waiting head, Policy policy) {
    return head.addedAt().toEpochMilli() + MILLIS_PER_SLOT_SECOND * head.estimate();
  }
}
