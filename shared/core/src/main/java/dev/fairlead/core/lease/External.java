package dev.fairlead.core.lease;

/**
 * A thing outside that a driver made.
 *
 * @param token the resource it was made for
 * @param name by which the driver finds it again
 */
public record External(ResourceId token, String name) {}
