package dev.fairlead.architecture.seeded.mvstorestaysembedded.org.h2.mvstore;

/** Stands for a class of the library whose package it nests. */
public interface MVStore {}
