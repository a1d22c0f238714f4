package dev.fairlead.architecture.seeded.everyporthasacontract.core.port;

sealed interface InnocentFamily {
  record Only() implements InnocentFamily {}
}
