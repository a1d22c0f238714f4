package dev.fairlead.architecture.seeded.everypackageisnullmarked.wire;

record InnocentMarked() {}
