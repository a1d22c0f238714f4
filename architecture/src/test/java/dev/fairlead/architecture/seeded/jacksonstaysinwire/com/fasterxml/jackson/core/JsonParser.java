package dev.fairlead.architecture.seeded.jacksonstaysinwire.com.fasterxml.jackson.core;

/** Stands for a class of the library whose package it nests. */
public interface JsonParser {}
