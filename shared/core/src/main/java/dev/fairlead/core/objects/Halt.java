package dev.fairlead.core.objects;

import dev.fairlead.core.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * That somebody stopped an insight or a resource pool, in part or in whole. It is kept among the
 * fields of the object, and set by nobody but who holds, drains or releases it.
 *
 * @param by who that was, as all may know who see the object
 * @param reason what was said then
 */
public record Halt(How how, String by, Instant at, String reason) {
  /** How an object stands that nobody halted. */
  public static final String ACTIVE = "ACTIVE";

  /** Where it is among the fields of an object. */
  public static final String FIELD = "halt";

  /** What the state of an object is called. */
  public static final String STATE = "state";

  /** How much of it is stopped. */
  public enum How {
    /** Nothing is dispatched; what waits goes on waiting, and more may come. */
    HELD,
    /** Nothing more comes in; what is there is finished. */
    DRAINING
  }

  public Halt {
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  /** What the fields of an object say. */
  public static Optional<Halt> of(Json.Obj fields) {
    return fields
        .field(FIELD)
        .flatMap(value -> value instanceof Json.Obj halt ? Optional.of(halt) : Optional.empty())
        .map(halt ->
            new Halt(
                How.valueOf(halt.text("how").orElseThrow()),
                halt.text("by").orElseThrow(),
                Instant.parse(halt.text("at").orElseThrow()),
                halt.text("reason").orElseThrow()));
  }

  /** The fields of an object with this, or with none. */
  public static Json.Obj put(Optional<Halt> halt, Json.Obj fields) {
    var json = Json.object();
    fields
        .fields()
        .forEach((name, value) -> {
          if (!name.equals(FIELD)) {
            json.put(name, value);
          }
        });
    return json.putIfPresent(FIELD, halt.map(Halt::json)).build();
  }

  private Json json() {
    return Json.object()
        .put("how", how.name())
        .put("by", by)
        .put("at", at.toString())
        .put("reason", reason)
        .build();
  }
}
