package dev.fairlead.core.scheduling.fifo;

import dev.fairlead.core.scheduling.Algorithm;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.core.scheduling.Policy;
import dev.fairlead.core.scheduling.Waiting;

/** By time added, ties by agenda id: nobody is overtaken within an insight. */
public final class Fifo implements Algorithm {
  @Override
  public String name() {
    return "fifo";
  }

  @Override
  public Candidates candidates() {
    return Candidates.OLDEST;
  }

  /** Milliseconds since 1970; what is added within one of them is a tie, and goes by age. */
  @Override
  public double order(double startTag, Waiting head, Policy policy) {
    return head.addedAt().toEpochMilli();
  }
}
