package dev.fairlead.architecture.seeded.everypackageisnullmarked.core;

record SeededBare() {}
