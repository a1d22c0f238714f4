package dev.fairlead.bench.faults;

import dev.fairlead.core.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A wish to have an agenda that is over done again.
 *
 * @param from the operation to begin with, for {@link Which#FROM}; else empty
 */
record Redo(Which which, String from) {
  /** What of it. */
  enum Which {
    ALL,
    UNFINISHED,
    FAILED,
    FROM
  }

  boolean isOf(Set<String> operations) {
    return which != Which.FROM || operations.contains(from);
  }

  /** Whether of what did not succeed some may be left as it is. */
  boolean isInPart() {
    return which == Which.FAILED || which == Which.FROM;
  }

  /** The request. */
  Json body() {
    return which == Which.FROM
        ? Json.object().put("from", Json.texts(List.of(from))).build()
        : Json.object().put("which", which.name().toLowerCase(Locale.ROOT)).build();
  }
}
