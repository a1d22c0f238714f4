package dev.fairlead.bench.faults;

import java.util.function.Supplier;

/** What happened, a line each. The lines are made only where somebody reads them. */
final class Trace {
  private final SimulatedClock clock;
  private final Reader reader;
  private long lines;

  /** Who gets each line as it happens. */
  interface Reader {
    /** Counts on them and wants none. */
    Reader NONE =
        new Reader() {
          @Override
          public void line(String text) {
            throw new IllegalStateException("nobody reads: " + text);
          }

          @Override
          public boolean isThere() {
            return false;
          }
        };

    void line(String text);

    default boolean isThere() {
      return true;
    }
  }

  Trace(SimulatedClock clock, Reader reader) {
    this.clock = clock;
    this.reader = reader;
  }

  void line(int depth, Supplier<String> what) {
    lines++;
    if (reader.isThere()) {
      reader.line(
          clock.sinceStart().toMillis()
              + "ms "
              + "  ".repeat(depth)
              + (depth > 0 ? "| " : "")
              + what.get());
    }
  }

  /** So far. */
  long lines() {
    return lines;
  }
}
