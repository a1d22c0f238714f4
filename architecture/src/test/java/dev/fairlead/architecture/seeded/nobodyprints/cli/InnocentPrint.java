package dev.fairlead.architecture.seeded.nobodyprints.cli;

import java.io.PrintStream;

record InnocentPrint() {
  PrintStream asked() {
    return System.out;
  }
}
