package dev.fairlead.testkit.contracts;

import java.time.Duration;

class FifoContractTest extends AlgorithmContract {
  @Override
  protected String name() {
    return "fifo";
  }

  /** What came before it: nothing. */
  @Override
  protected Duration longestWait() {
    return Duration.ZERO;
  }
}
