package dev.fairlead.architecture.seeded.everyporthasacontract.testkit;

final class InnocentStoreTest extends InnocentStoreContract {}
