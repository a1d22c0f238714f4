package dev.fairlead.architecture.seeded.homeknowsofawsonlytheevents.com.amazonaws.services.s3;

/** Stands for a class of the library whose package it nests. */
public interface Client {}
