package dev.fairlead.architecture.seeded.homeknowsofawsonlytheevents.local;

import dev.fairlead.architecture.seeded.homeknowsofawsonlytheevents.com.amazonaws.services.lambda.SqsEvent;

record InnocentHost(SqsEvent known) {}
