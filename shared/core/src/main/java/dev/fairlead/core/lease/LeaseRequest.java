package dev.fairlead.core.lease;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;

/**
 * What somebody wants to hold.
 *
 * @param customer who asks, and for whom nothing is found that he may not see
 * @param type the kind of resource, such as {@code host}
 * @param requirements how much of the resource's capacity it takes
 * @param holder who will let go of it
 * @param selection from what it may be served
 * @param term for how long, and since when it waits
 * @param attributes what only the driver understands
 */
public record LeaseRequest(
    CustomerId customer,
    String type,
    Amounts requirements,
    Holder holder,
    Selection selection,
    Term term,
    Json.Obj attributes) {

  /** One that needs nothing but a place, and takes any. */
  public static LeaseRequest of(CustomerId customer, String type, Holder holder, Term term) {
    return new LeaseRequest(customer, type, Amounts.NONE, holder, Selection.ANY, term, Json.EMPTY);
  }

  public LeaseRequest requiring(Amounts amounts) {
    return new LeaseRequest(customer, type, amounts, holder, selection, term, attributes);
  }

  public LeaseRequest from(Selection chosen) {
    return new LeaseRequest(customer, type, requirements, holder, chosen, term, attributes);
  }

  public LeaseRequest within(Term other) {
    return new LeaseRequest(customer, type, requirements, holder, selection, other, attributes);
  }

  public LeaseRequest with(Json.Obj said) {
    return new LeaseRequest(customer, type, requirements, holder, selection, term, said);
  }
}
