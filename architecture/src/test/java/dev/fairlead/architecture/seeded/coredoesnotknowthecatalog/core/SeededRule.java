package dev.fairlead.architecture.seeded.coredoesnotknowthecatalog.core;

import dev.fairlead.architecture.seeded.coredoesnotknowthecatalog.catalog.Table;

record SeededRule(Table known) {}
