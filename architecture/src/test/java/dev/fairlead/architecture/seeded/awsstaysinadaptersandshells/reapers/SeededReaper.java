package dev.fairlead.architecture.seeded.awsstaysinadaptersandshells.reapers;

import dev.fairlead.architecture.seeded.awsstaysinadaptersandshells.software.amazon.awssdk.Client;

record SeededReaper(Client known) {}
