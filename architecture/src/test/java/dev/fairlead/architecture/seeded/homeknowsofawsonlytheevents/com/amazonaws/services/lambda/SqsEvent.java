package dev.fairlead.architecture.seeded.homeknowsofawsonlytheevents.com.amazonaws.services.lambda;

/** Stands for a class of the library whose package it nests. */
public interface SqsEvent {}
