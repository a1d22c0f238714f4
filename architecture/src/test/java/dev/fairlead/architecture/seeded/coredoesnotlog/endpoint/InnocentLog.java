package dev.fairlead.architecture.seeded.coredoesnotlog.endpoint;

record InnocentLog(System.Logger logger) {}
