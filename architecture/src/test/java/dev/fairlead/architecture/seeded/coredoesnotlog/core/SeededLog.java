package dev.fairlead.architecture.seeded.coredoesnotlog.core;

record SeededLog(System.Logger logger) {}
