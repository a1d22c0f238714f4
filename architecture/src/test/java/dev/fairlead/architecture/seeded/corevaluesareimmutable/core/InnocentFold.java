package dev.fairlead.architecture.seeded.corevaluesareimmutable.core;

final class InnocentFold {
  private int count;

  int next() {
    return ++count;
  }
}
