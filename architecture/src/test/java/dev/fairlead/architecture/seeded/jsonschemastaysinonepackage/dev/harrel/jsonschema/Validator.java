package dev.fairlead.architecture.seeded.jsonschemastaysinonepackage.dev.harrel.jsonschema;

public final class Validator {}
