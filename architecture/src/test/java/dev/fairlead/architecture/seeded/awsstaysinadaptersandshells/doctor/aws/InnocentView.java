package dev.fairlead.architecture.seeded.awsstaysinadaptersandshells.doctor.aws;

import dev.fairlead.architecture.seeded.awsstaysinadaptersandshells.software.amazon.awssdk.Client;

record InnocentView(Client known) {}
