package dev.fairlead.agendaservice.objects;

import dev.fairlead.endpoint.Caller;
import dev.fairlead.store.Author;

/** Callers as authors of what is told. */
public final class Authors {
  private Authors() {}

  /** One who acts for another customer is an operator. */
  public static Author of(Caller caller) {
    boolean isOperator = caller.isOperator() || !caller.home().equals(caller.customer());
    return new Author(caller.tokenId(), caller.name(), caller.home(), isOperator);
  }
}
