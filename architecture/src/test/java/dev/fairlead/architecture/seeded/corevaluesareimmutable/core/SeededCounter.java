package dev.fairlead.architecture.seeded.corevaluesareimmutable.core;

/** Counts in place. */
public final class SeededCounter {
  private int count;

  int next() {
    return ++count;
  }
}
