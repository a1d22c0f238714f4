package dev.fairlead.architecture.seeded.everyporthasacontract.core.port;

/** Has a contract that a test extends. */
public interface InnocentStore {}
