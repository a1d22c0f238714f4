package dev.fairlead.architecture.seeded.awsstaysinadaptersandshells.software.amazon.awssdk;

/** Stands for a class of the library whose package it nests. */
public interface Client {}
