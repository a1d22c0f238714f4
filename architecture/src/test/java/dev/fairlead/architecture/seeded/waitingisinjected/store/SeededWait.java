package dev.fairlead.architecture.seeded.waitingisinjected.store;

record SeededWait() {
  long asked() {
    return System.nanoTime();
  }
}
