package dev.fairlead.architecture.seeded.cdkstaysininfra.software.amazon.awscdk;

/** Stands for a class of the library whose package it nests. */
public interface Stack {}
