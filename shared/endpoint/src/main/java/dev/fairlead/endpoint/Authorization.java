package dev.fairlead.endpoint;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.CustomerId;
import java.util.Map;

/**
 * The one place where it is decided what a caller may do. Endpoints only ever see the customer that
 * is decided here, and put it first in every key: that is the tenant wall.
 */
final class Authorization {
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
}
