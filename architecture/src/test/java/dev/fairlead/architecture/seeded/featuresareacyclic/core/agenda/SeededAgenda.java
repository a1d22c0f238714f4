package dev.fairlead.architecture.seeded.featuresareacyclic.core.agenda;

import dev.fairlead.architecture.seeded.featuresareacyclic.core.run.SeededRun;

/** Half of a cycle. */
public record SeededAgenda(int size) {
  SeededRun run() {
    return new SeededRun(this);
  }
}
