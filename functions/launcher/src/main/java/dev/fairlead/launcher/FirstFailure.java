package dev.fairlead.launcher;

import java.util.ArrayList;
import java.util.List;

/** Goes on after a failure, and tells the first at the end, with the others. */
final class FirstFailure {
  private final List<RuntimeException> failures = new ArrayList<>();

  void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException failure) {
      failures.add(failure);
    }
  }

  void raise() {
    if (!failures.isEmpty()) {
      RuntimeException first = failures.getFirst();
      failures.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
  }
}
