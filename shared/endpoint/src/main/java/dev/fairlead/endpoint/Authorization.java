package dev.fairlead.endpoint;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.Sharing;
import dev.fairlead.core.objects.Shelf;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The one place where it is decided what a caller may do. Endpoints only ever see the customer that
 * is decided here, and put it first in every key: that is the tenant wall. What may be shared lies
 * on shelves, and which of them a caller sees is decided here as well.
 */
public final class Authorization {
  private Authorization() {}

  /**
   * The caller as whom the call goes on.
   *
   * @throws FairleadException when the caller may not do this
   */
  static Caller decide(Route route, Caller caller, Map<String, String> headers) {
    var isAdmin = caller.access().contains(Route.Access.ADMIN);
    if (!isAdmin && !caller.access().contains(route.access())) {
      throw new FairleadException(
          ErrorCode.FORBIDDEN, "This needs a credential with access " + route.access() + ".");
    }
    var wanted = headers.get(Parameter.CUSTOMER.headerName());
    if (wanted == null || wanted.equals(caller.customer().value())) {
      return caller;
    }
    if (!isAdmin) {
      throw new FairleadException(ErrorCode.FORBIDDEN, "Only an admin acts for another customer.");
    }
    if (!CustomerId.isValid(wanted)) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST,
          "Header " + Parameter.CUSTOMER.wireName() + " is not a customer id.");
    }
    return caller.actingFor(new CustomerId(wanted));
  }

  /** Where a caller looks for objects that can be shared; an operator sees them all. */
  public static List<Shelf> shelves(Caller caller) {
    return caller.isOperator()
        ? List.of(Shelf.OPERATORS)
        : List.of(Shelf.of(caller.customer()), Shelf.EVERYBODY);
  }

  /** Whether a caller may see and use what somebody owns and shares. */
  public static boolean sees(Caller caller, CustomerId owner, Sharing sharing) {
    return !Collections.disjoint(shelves(caller), sharing.shelves(owner));
  }

  /**
   * Refuses a change of an object that the caller sees and that isn't his.
   *
   * @throws FairleadException {@code FORBIDDEN}
   */
  public static void requireOwner(Caller caller, CustomerId owner) {
    if (!mayOwnFor(caller, owner)) {
      throw new FairleadException(
          ErrorCode.FORBIDDEN, "It is shared with you; only its owner changes it.");
    }
  }

  /**
   * Refuses to make an object another's, or to make another's object.
   *
   * @throws FairleadException {@code FORBIDDEN}
   */
  public static void requireOwn(Caller caller, CustomerId nextOwner) {
    if (!mayOwnFor(caller, nextOwner)) {
      throw new FairleadException(
          ErrorCode.FORBIDDEN,
          "It would be customer " + nextOwner + "'s; these credentials are another's.",
          List.of(
              new Problem(
                  "/customerId", ProblemCode.FOREIGN_CUSTOMER, "Not the caller's customer.")));
    }
  }

  /** Whether something of that customer is the caller's to see and change; of operators, all is. */
  public static boolean owns(Caller caller, CustomerId owner) {
    return mayOwnFor(caller, owner);
  }

  private static boolean mayOwnFor(Caller caller, CustomerId owner) {
    return caller.isOperator() || caller.customer().equals(owner);
  }
}
