package dev.fairlead.testkit.contracts;

import java.time.Duration;

class FairContractTest extends AlgorithmContract {
  @Override
  protected String name() {
    return "fair";
  }

  /** Till each other customer had its turn, of a second each, on ten slots. */
  @Override
  protected Duration longestWait() {
    return Duration.ofSeconds(1);
  }
}
