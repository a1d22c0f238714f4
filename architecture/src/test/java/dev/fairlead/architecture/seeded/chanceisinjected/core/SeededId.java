package dev.fairlead.architecture.seeded.chanceisinjected.core;

import java.util.UUID;

record SeededId() {
  UUID asked() {
    return UUID.randomUUID();
  }
}
