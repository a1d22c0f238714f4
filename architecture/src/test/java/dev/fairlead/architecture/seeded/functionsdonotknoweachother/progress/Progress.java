package dev.fairlead.architecture.seeded.functionsdonotknoweachother.progress;

/** Stands for a class of the library whose package it nests. */
public interface Progress {}
