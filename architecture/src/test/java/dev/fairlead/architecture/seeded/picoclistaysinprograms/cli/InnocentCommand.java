package dev.fairlead.architecture.seeded.picoclistaysinprograms.cli;

import dev.fairlead.architecture.seeded.picoclistaysinprograms.picocli.CommandLine;

record InnocentCommand(CommandLine known) {}
