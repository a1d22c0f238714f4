package dev.fairlead.architecture.seeded.coredoesnotknowthecatalog.catalog;

/** Stands for a class of the library whose package it nests. */
public interface Table {}
