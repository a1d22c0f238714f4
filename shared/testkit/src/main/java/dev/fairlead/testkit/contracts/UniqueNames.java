package dev.fairlead.testkit.contracts;

import java.util.concurrent.atomic.AtomicLong;

/** Names that no other test uses, in this run or in one beside it against the same service. */
final class UniqueNames {
  private static final AtomicLong TESTS = new AtomicLong();

  private UniqueNames() {}

  /** Letters, digits and dashes. */
  static String forTestOf(Class<?> suite) {
    return "%s-%d-%d"
        .formatted(suite.getSimpleName(), ProcessHandle.current().pid(), TESTS.incrementAndGet());
  }
}
