package dev.fairlead.architecture.seeded.coreknowsonlythejdk.com.fasterxml.jackson.core;

/** Stands for a class of the library whose package it nests. */
public interface JsonParser {}
