package dev.fairlead.store;

import dev.fairlead.core.id.CustomerId;

/**
 * Who does something that is told of.
 *
 * @param tokenId names the credential without giving it away
 * @param name what people know it by, where it is from
 * @param home the customer whose credential it is
 * @param isOperator whether it may do so with what is anybody's
 */
public record Author(String tokenId, String name, CustomerId home, boolean isOperator) {
  /** As a customer is told whose thing it was: others' credentials have no names for it. */
  public String toldTo(CustomerId owner) {
    if (home.equals(owner)) {
      return name;
    }
    return isOperator ? "an operator" : "the insight's owner";
  }

  /** As everybody is told who may see the thing: only its owner and operators may do that. */
  public String toldToAll() {
    return isOperator ? "an operator" : "its owner";
  }
}
