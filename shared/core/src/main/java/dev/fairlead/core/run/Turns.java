package dev.fairlead.core.run;

import java.util.HashSet;
import java.util.Set;

/** Whose turn it is in each group of operations of which one runs at a time. */
final class Turns {
  private final Plan plan;
  private final Set<String> taken = new HashSet<>();

  Turns(Plan plan) {
    this.plan = plan;
  }

  /**
   * Whether it is the operation's turn; then it is nobody else's. To be asked in document order, of
   * operations that are not complete.
   */
  boolean take(OperationRun operation) {
    return plan.operation(operation.name()).sequentialGroup().map(taken::add).orElse(true);
  }
}
