package dev.fairlead.architecture.seeded.clocksaremadebyprograms.core;

import java.time.InstantSource;

record SeededClock() {
  InstantSource asked() {
    return InstantSource.system();
  }
}
