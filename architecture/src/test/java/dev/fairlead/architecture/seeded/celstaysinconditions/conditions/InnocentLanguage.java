package dev.fairlead.architecture.seeded.celstaysinconditions.conditions;

import dev.fairlead.architecture.seeded.celstaysinconditions.dev.cel.runtime.CelRuntime;

record InnocentLanguage(CelRuntime known) {}
