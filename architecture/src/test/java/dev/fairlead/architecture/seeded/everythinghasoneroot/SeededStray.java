package dev.fairlead.architecture.seeded.everythinghasoneroot;

record SeededStray() {}
