package dev.fairlead.bench.faults;

import dev.fairlead.core.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A wish to have an agenda that is over, or held, done again.
 *
 * @param from the operation to begin with, for {@link Which#FROM}; else empty
 */
record Redo(Which which, String from, Then then) {
  /** What of it. */
  enum Which {
    ALL,
    UNFINISHED,
    FAILED,
    FROM
  }

  /** What comes of it. */
  enum Then {
    /** It runs. */
    RUN,
    /** It is only reset, and then held. */
    HOLD,
    /** It runs though its document held it. */
    RELEASE
  }

  boolean isOf(Set<String> operations) {
    return which != Which.FROM || operations.contains(from);
  }

  /** Whether of what did not succeed some may be left as it is. */
  boolean isInPart() {
    return which == Which.FAILED || which == Which.FROM;
  }

  /**
   * The request.
   *
   * @param params what the document has of these when nothing holds it
   */
  Json body(Json params) {
    Json.Builder json = Json.object();
    if (which == Which.FROM) {
      json.put("from", Json.texts(List.of(from)));
    } else {
      json.put("which", which.name().toLowerCase(Locale.ROOT));
    }
    switch (then) {
      case HOLD -> json.put("skipExecution", true);
      case RELEASE -> json.put("set", Json.object().put("/params", params).build());
      case RUN -> {}
    }
    return json.build();
  }
}
