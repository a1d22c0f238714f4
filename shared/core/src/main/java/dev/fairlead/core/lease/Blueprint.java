package dev.fairlead.core.lease;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import java.util.Optional;

/**
 * A configured recipe that finds or builds resources of one kind, as its object says.
 *
 * @param type the driver that knows how
 * @param pool the resource pool it belongs to
 * @param terms how many there may be, and who gets which
 * @param fields what only the driver understands
 */
public record Blueprint(
    String id,
    CustomerId owner,
    String title,
    String type,
    Optional<String> pool,
    BlueprintTerms terms,
    Json.Obj fields) {
  /** Where the driver's own fields are. */
  public static final String FIELDS = "fields";

  /** Where the driver is named. */
  public static final String TYPE = "type";

  private static final String POOL = "resourcePoolId";
  private static final String TITLE = "title";

  /** Reads the fields of a blueprint, which are known to be right. */
  public static Blueprint of(String id, CustomerId owner, Json.Obj said) {
    return new Blueprint(
        id,
        owner,
        said.text(TITLE).orElse(id),
        said.text(TYPE).orElseThrow(),
        said.text(POOL),
        BlueprintTerms.of(said),
        said.field(FIELDS).orElse(Json.EMPTY) instanceof Json.Obj own ? own : Json.EMPTY);
  }
}
