package dev.fairlead.architecture.seeded.nobodymocks.org.mockito;

/** Stands for a class of the library whose package it nests. */
public interface Mock {}
