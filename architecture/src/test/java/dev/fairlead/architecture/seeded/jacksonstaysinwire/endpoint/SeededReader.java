package dev.fairlead.architecture.seeded.jacksonstaysinwire.endpoint;

import dev.fairlead.architecture.seeded.jacksonstaysinwire.com.fasterxml.jackson.core.JsonParser;

record SeededReader(JsonParser known) {}
