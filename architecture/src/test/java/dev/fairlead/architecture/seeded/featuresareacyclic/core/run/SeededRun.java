package dev.fairlead.architecture.seeded.featuresareacyclic.core.run;

import dev.fairlead.architecture.seeded.featuresareacyclic.core.agenda.SeededAgenda;

/** The other half. */
public record SeededRun(SeededAgenda agenda) {}
