package dev.fairlead.architecture.seeded.catalogisaleaf.core;

/** Stands for a class of the library whose package it nests. */
public interface Rule {}
