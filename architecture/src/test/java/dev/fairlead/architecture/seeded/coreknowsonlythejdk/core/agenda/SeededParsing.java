package dev.fairlead.architecture.seeded.coreknowsonlythejdk.core.agenda;

import dev.fairlead.architecture.seeded.coreknowsonlythejdk.com.fasterxml.jackson.core.JsonParser;

record SeededParsing(JsonParser known) {}
