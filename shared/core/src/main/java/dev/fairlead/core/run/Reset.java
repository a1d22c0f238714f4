package dev.fairlead.core.run;

import java.util.Set;

/** Which operations of an agenda that runs again do so. */
public sealed interface Reset {
  /** Every one. */
  record All() implements Reset {}

  /** All that did not succeed. */
  record NotSucceeded() implements Reset {}

  /** Those named, whatever they came to. */
  record Named(Set<String> operations) implements Reset {
    public Named {
      operations = Set.copyOf(operations);
    }
  }

  /** Whether the operation is done again. */
  default boolean covers(OperationRun operation) {
    return switch (this) {
      case All() -> true;
      case NotSucceeded() -> !operation.hasSucceeded();
      case Named(Set<String> operations) -> operations.contains(operation.name());
    };
  }
}
