package dev.fairlead.architecture.seeded.adaptershidethemselves.embedded;

/** The one way in. */
public record InnocentAdapters() {}
