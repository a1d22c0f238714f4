package dev.fairlead.architecture.seeded.awsstaysinadaptersandshells.reapers.lambda;

import dev.fairlead.architecture.seeded.awsstaysinadaptersandshells.software.amazon.awssdk.Client;

record InnocentShell(Client known) {}
