package dev.fairlead.architecture.seeded.awsstaysinadaptersandshells.worker;

import dev.fairlead.architecture.seeded.awsstaysinadaptersandshells.software.amazon.awssdk.Client;

record InnocentWorker(Client known) {}
