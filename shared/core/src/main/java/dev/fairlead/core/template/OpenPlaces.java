package dev.fairlead.core.template;

import dev.fairlead.core.json.Json;
import java.util.List;
import java.util.Set;

/**
 * The places of a template's agenda where a payload's values may stand. They are listed, and
 * everything else is closed: a field that the document language gets later is closed until somebody
 * opens it here. So no payload picks a customer, a pool, an insight, a blueprint, an operation's
 * name or type, a condition or a policy, whatever the template's author wrote.
 *
 * <p>The payload of an operation is open, for that is what a template is for; but the payload of
 * one that brings operations of its own holds documents again, and those are closed in the same
 * way.
 */
final class OpenPlaces {
  /** Text about the agenda, and where it is in line with the customer's own. */
  private static final Set<String> AGENDA = Set.of("title", "linkId", "externalId", "priority");

  private static final Set<String> OPERATION_LISTS = Set.of("operations", "finally");

  /** Types whose payloads hold documents. */
  private static final Set<String> NESTING = Set.of("agenda", "updateAgenda");

  /** What makes an operation of any type one whose result is operations. */
  private static final String GENERATOR = "agenda.operation.generator";

  private static final String PAYLOAD = "payload";

  private OpenPlaces() {}

  /** Whether a place is in one of the lists that hold operations, as in {@code /operations/3/…}. */
  static boolean isInOperation(List<String> place) {
    return place.size() > 2 && OPERATION_LISTS.contains(place.getFirst());
  }

  /** Whether an operation brings operations of its own, which its payload may then pick. */
  static boolean holdsDocuments(Json.Obj operation) {
    boolean isGenerator =
        operation.field("params").orElse(Json.NULL) instanceof Json.Obj params
            && params.field(GENERATOR).filter(value -> !value.equals(Json.NULL)).isPresent();
    return isGenerator || operation.text("type").filter(NESTING::contains).isPresent();
  }

  /**
   * Whether a payload's value may stand here.
   *
   * @param place tokens from the agenda's root
   * @param holdsDocuments whether the operation that the place is in brings operations of its own
   */
  static boolean contains(List<String> place, boolean holdsDocuments) {
    if (!isInOperation(place)) {
      return (place.size() == 1 && AGENDA.contains(place.getFirst()))
          || place.equals(List.of("params", "externalId"));
    }
    var inside = place.subList(2, place.size());
    if (inside.size() >= 2 && inside.subList(0, 2).equals(List.of("forEach", "items"))) {
      return true;
    }
    if (!inside.getFirst().equals(PAYLOAD)) {
      return false;
    }
    return !holdsDocuments || inside.subList(1, inside.size()).contains(PAYLOAD);
  }
}
