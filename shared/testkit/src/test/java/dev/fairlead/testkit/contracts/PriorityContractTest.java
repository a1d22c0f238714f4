package dev.fairlead.testkit.contracts;

import java.time.Duration;

class PriorityContractTest extends AlgorithmContract {
  @Override
  protected String name() {
    return "priority";
  }

  /**
   * What comes in the 20 levels times the ageing that it has to make up for: at most 100 and 20 a
   * second, on ten slots, and one turn of each other customer of its level.
   */
  @Override
  protected Duration longestWait() {
    long slotSeconds = 100 + 20 * 20 * AGEING.toSeconds() + 10;
    return Duration.ofSeconds(slotSeconds / 10);
  }
}
