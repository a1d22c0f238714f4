package dev.fairlead.architecture.seeded.picoclistaysinprograms.picocli;

/** Stands for a class of the library whose package it nests. */
public interface CommandLine {}
