package dev.fairlead.architecture.seeded.celstaysinconditions.resourcepool;

import dev.fairlead.architecture.seeded.celstaysinconditions.dev.cel.runtime.CelRuntime;

record SeededLanguage(CelRuntime known) {}
