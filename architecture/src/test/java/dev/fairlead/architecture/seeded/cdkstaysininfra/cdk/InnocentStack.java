package dev.fairlead.architecture.seeded.cdkstaysininfra.cdk;

import dev.fairlead.architecture.seeded.cdkstaysininfra.software.amazon.awscdk.Stack;

record InnocentStack(Stack known) {}
