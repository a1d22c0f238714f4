package dev.fairlead.architecture.seeded.waitingisinjected.local;

record InnocentWait() {
  long asked() {
    return System.nanoTime();
  }
}
