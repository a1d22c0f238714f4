package dev.fairlead.architecture.seeded.picoclistaysinprograms.local;

import dev.fairlead.architecture.seeded.picoclistaysinprograms.picocli.CommandLine;

record SeededCommand(CommandLine known) {}
