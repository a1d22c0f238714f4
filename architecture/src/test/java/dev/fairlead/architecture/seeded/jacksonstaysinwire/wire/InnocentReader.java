package dev.fairlead.architecture.seeded.jacksonstaysinwire.wire;

import dev.fairlead.architecture.seeded.jacksonstaysinwire.com.fasterxml.jackson.core.JsonParser;

record InnocentReader(JsonParser known) {}
