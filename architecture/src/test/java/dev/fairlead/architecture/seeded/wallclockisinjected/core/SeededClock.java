package dev.fairlead.architecture.seeded.wallclockisinjected.core;

import java.time.Instant;

record SeededClock() {
  Instant asked() {
    return Instant.now();
  }
}
