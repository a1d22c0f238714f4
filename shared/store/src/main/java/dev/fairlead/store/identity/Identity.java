package dev.fairlead.store.identity;

import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.CustomerId;
import java.util.Set;

/**
 * Whom a token stands for.
 *
 * @param access what it allows; never empty
 * @param name what people know it by: its own, or the customer's that it was made for
 * @param tokenId names the token without giving it away: the SHA-256 of its secret in hex
 */
public record Identity(CustomerId customer, Set<Route.Access> access, String name, String tokenId) {
  public Identity {
    access = Set.copyOf(access);
    if (access.isEmpty()) {
      throw new IllegalArgumentException("a token allows something");
    }
  }
}
