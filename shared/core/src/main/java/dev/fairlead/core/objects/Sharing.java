package dev.fairlead.core.objects;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who may see an object beside its owner.
 *
 * @param allowed customers, by id
 */
public record Sharing(Set<String> allowed, boolean isGlobal) {
  /** Customers that an object may name: it is written once for each. */
  public static final int MAX_ALLOWED = 40;

  static final String ALLOWED = "allowedCustomerIds";
  static final String GLOBAL = "isGlobal";

  public Sharing {
    allowed = Set.copyOf(allowed);
  }

  /** Reads who else may see an object, and notes everything that is wrong with that. */
  public static Sharing read(Json.Obj given, Findings findings) {
    var place = JsonPointer.WHOLE.child(ALLOWED);
    var allowed = ObjectFields.texts(given, ALLOWED, place, MAX_ALLOWED, findings);
    for (int i = 0; i < allowed.size(); i++) {
      if (!CustomerId.isValid(allowed.get(i))) {
        findings.add(place.child(i), ProblemCode.INVALID_CUSTOMER, "This can be no customer's id.");
      }
    }
    return new Sharing(
        Set.copyOf(allowed), findings.truth(given, JsonPointer.WHOLE, GLOBAL).orElse(false));
  }

  /** What an object's fields, which are known to be right, say about it. */
  public static Sharing of(Json.Obj fields) {
    var allowed = new LinkedHashSet<String>();
    if (fields.field(ALLOWED).orElse(Json.NULL) instanceof Json.Arr(List<Json> items)) {
      for (Json item : items) {
        if (item instanceof Json.Str(String customer)) {
          allowed.add(customer);
        }
      }
    }
    return new Sharing(allowed, fields.truth(GLOBAL).orElse(false));
  }

  /** Every shelf that the object lies on, the operators' first. */
  public Set<Shelf> shelves(CustomerId owner) {
    var shelves = new LinkedHashSet<Shelf>();
    shelves.add(Shelf.OPERATORS);
    shelves.add(Shelf.of(owner));
    allowed.stream().sorted().map(Shelf::new).forEach(shelves::add);
    if (isGlobal) {
      shelves.add(Shelf.EVERYBODY);
    }
    return shelves;
  }
}
