package dev.fairlead.architecture.seeded.awsstaysinadaptersandshells.aws;

import dev.fairlead.architecture.seeded.awsstaysinadaptersandshells.software.amazon.awssdk.Client;

record InnocentAdapter(Client known) {}
