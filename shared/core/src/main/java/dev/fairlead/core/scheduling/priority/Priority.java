package dev.fairlead.core.scheduling.priority;

import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Waiting;
import java.time.Instant;

/** The level that is due first, then the customer that had least of it. */
public final class Priority implements Algorithm {
  @Override
  public String name() {
    return "priority";
  }

  @Override
  public Candidates candidates() {
    return Candidates.BOTH;
  }

  @Override
  public boolean hasLanes() {
    return true;
  }

  /** Milliseconds since 1970 at which a lane of level 0 would be due as this one is. */
  @Override
  public double laneOrder(int lane, Instant oldest, Policy policy) {
    return oldest.toEpochMilli() - (double) lane * policy.ageing().toMillis();
  }

  @Override
  public double order(double startTag, Waiting head, Policy policy) {
    return startTag;
  }

  @Override
  public double charge(Waiting next) {
    return Math.max(LEAST_CHARGE, next.estimate());
  }

  /** What an agenda is charged at least, in slot-seconds: one that is free could go on for ever. */
  private static final double LEAST_CHARGE = 0.001;
}
