package dev.fairlead.architecture.seeded.everythinghasoneroot.core;

record Innocent() {}
