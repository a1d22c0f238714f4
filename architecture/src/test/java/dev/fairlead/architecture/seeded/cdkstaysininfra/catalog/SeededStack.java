package dev.fairlead.architecture.seeded.cdkstaysininfra.catalog;

import dev.fairlead.architecture.seeded.cdkstaysininfra.software.amazon.awscdk.Stack;

record SeededStack(Stack known) {}
