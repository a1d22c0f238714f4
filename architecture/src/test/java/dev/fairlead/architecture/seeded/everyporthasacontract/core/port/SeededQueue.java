package dev.fairlead.architecture.seeded.everyporthasacontract.core.port;

/** Has a contract that nobody extends. */
public interface SeededQueue {}
