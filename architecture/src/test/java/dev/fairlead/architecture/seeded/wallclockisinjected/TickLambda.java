package dev.fairlead.architecture.seeded.wallclockisinjected;

import java.time.Instant;

record TickLambda() {
  Instant asked() {
    return Instant.now();
  }
}
