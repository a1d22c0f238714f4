package dev.fairlead.architecture.seeded.corevaluesareimmutable.store;

final class InnocentCounter {
  private int count;

  int next() {
    return ++count;
  }
}
