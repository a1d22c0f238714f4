package dev.fairlead.architecture.seeded.adaptershidethemselves.embedded;

/** Public without need. */
public record SeededStore() {}
