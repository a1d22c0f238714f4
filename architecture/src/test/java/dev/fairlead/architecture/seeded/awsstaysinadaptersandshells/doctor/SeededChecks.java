package dev.fairlead.architecture.seeded.awsstaysinadaptersandshells.doctor;

import dev.fairlead.architecture.seeded.awsstaysinadaptersandshells.software.amazon.awssdk.Client;

record SeededChecks(Client known) {}
