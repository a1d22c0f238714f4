package dev.fairlead.architecture.seeded.clocksaremadebyprograms.local;

import java.time.InstantSource;

record InnocentHost() {
  InstantSource asked() {
    return InstantSource.system();
  }
}
