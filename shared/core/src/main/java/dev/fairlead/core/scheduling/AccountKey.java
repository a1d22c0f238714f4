package dev.fairlead.core.scheduling;

import dev.fairlead.core.id.CustomerId;

/** A customer in one lane of an insight. */
public record AccountKey(CustomerId customer, int lane) {}
