package dev.fairlead.core.scheduling.fair;

import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Waiting;

/** The customer that had least for its weight goes first; what counts is slot-seconds. */
public final class Fair implements Algorithm {
  /** What an agenda is charged at least, in slot-seconds: one that is free could go on for ever. */
  public static final double LEAST_CHARGE = 0.001;

  @Override
  public String name() {
    return "fair";
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
    return Math.max(LEAST_CHARGE, next.estimate());
  }
}
