package dev.fairlead.agendaservice.submit;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import java.util.List;

/** A body may say whose it is, but only the truth. */
public final class OwnCustomer {
  private OwnCustomer() {}

  /**
   * Refuses a body whose {@code customerId} is another's.
   *
   * @throws FairleadException {@code FORBIDDEN}
   */
  public static void require(Json.Obj body, CustomerId caller) {
    body.text("customerId")
        .filter(named -> !named.equals(caller.value()))
        .ifPresent(named -> {
          throw new FairleadException(
              ErrorCode.FORBIDDEN,
              "The document names customer " + named + "; these credentials are another's.",
              List.of(
                  new Problem(
                      "/customerId", ProblemCode.FOREIGN_CUSTOMER, "Not the caller's customer.")));
        });
  }
}
