package dev.fairlead.store;

/**
 * Who does something that is told of.
 *
 * @param tokenId names the credential without giving it away
 * @param name what people know it by
 */
public record Author(String tokenId, String name) {}
