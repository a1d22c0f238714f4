package dev.fairlead.architecture.seeded.nobodyprints.store;

import java.io.PrintStream;

record SeededPrint() {
  PrintStream asked() {
    return System.out;
  }
}
