package dev.fairlead.endpoint;

/** What runs by the clock. */
@FunctionalInterface
public interface ScheduledTask {
  /** Does one turn. Two turns may overlap, and a turn may be left out. */
  void run();
}
