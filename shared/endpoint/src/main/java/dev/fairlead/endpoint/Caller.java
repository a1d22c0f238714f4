package dev.fairlead.endpoint;

import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.CustomerId;
import java.util.Set;

/**
 * Who is calling, as the authorizer found out.
 *
 * @param customer whose objects the call is about; every key that is read or written starts with it
 * @param access what the credential may do; never empty
 * @param name what people know the credential by
 * @param tokenId names the credential without giving it away
 * @param home the customer whose credential it is; another than {@code customer} when an operator
 *     acts for one
 */
public record Caller(
    CustomerId customer, Set<Route.Access> access, String name, String tokenId, CustomerId home) {
  public Caller {
    access = Set.copyOf(access);
    if (access.isEmpty() || tokenId.isEmpty()) {
      throw new IllegalArgumentException("a caller has some access and a token id");
    }
  }

  /** Of a credential that has no name of its own: known by its customer. */
  public Caller(CustomerId customer, Set<Route.Access> access, String tokenId) {
    this(customer, access, customer.value(), tokenId);
  }

  /** At work as the customer whose credential it is. */
  public Caller(CustomerId customer, Set<Route.Access> access, String name, String tokenId) {
    this(customer, access, name, tokenId, customer);
  }

  /** Whether the caller sees and changes every customer's objects, for nobody in particular. */
  public boolean isOperator() {
    return access.contains(Route.Access.ADMIN);
  }

  /** The same credential, at work as another customer, who is no operator. */
  Caller actingFor(CustomerId other) {
    return new Caller(other, Set.of(Route.Access.READ, Route.Access.WRITE), name, tokenId, home);
  }
}
