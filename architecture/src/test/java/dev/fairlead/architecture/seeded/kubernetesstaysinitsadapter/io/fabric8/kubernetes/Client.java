package dev.fairlead.architecture.seeded.kubernetesstaysinitsadapter.io.fabric8.kubernetes;

/** Stands for a class of the library whose package it nests. */
public interface Client {}
