package dev.fairlead.core.binding;

/**
 * Why an insight takes an agenda.
 *
 * @param mapper which of its mappers
 * @param entry the entry that the agenda fits, as the insight has it
 */
public record Match(String mapper, String entry) {}
