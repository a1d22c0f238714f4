package dev.fairlead.architecture.seeded.homeknowsofawsonlytheevents.local;

import dev.fairlead.architecture.seeded.homeknowsofawsonlytheevents.com.amazonaws.services.s3.Client;

record SeededHost(Client known) {}
