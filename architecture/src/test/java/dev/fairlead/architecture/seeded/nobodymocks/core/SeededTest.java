package dev.fairlead.architecture.seeded.nobodymocks.core;

import dev.fairlead.architecture.seeded.nobodymocks.org.mockito.Mock;

record SeededTest(Mock known) {}
