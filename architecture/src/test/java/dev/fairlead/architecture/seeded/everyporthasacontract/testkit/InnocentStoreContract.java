package dev.fairlead.architecture.seeded.everyporthasacontract.testkit;

abstract class InnocentStoreContract {}
