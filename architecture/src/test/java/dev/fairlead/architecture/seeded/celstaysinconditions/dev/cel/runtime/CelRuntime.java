package dev.fairlead.architecture.seeded.celstaysinconditions.dev.cel.runtime;

/** Stands for a class of the library whose package it nests. */
public interface CelRuntime {}
