package dev.fairlead.architecture.seeded.chanceisinjected.core;

import java.util.Random;

record InnocentDice() {
  Random asked() {
    return new Random(7);
  }
}
