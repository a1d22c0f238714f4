package dev.fairlead.store;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.scheduling.Candidates;
import java.util.Locale;
import java.util.Optional;

/**
 * Whom an insight's scheduler finds by its accounts. When it comes to keep accounts, or looks them
 * up otherwise than before, whoever waits already is in no index that it reads: the line is gone
 * through once, from its oldest on, a page at a time.
 *
 * @param lookup by what accounts are found; empty while none are kept
 * @param behind the {@link InLine#position} up to which all that wait were seen to; empty once the
 *     end was reached
 */
public record Roll(Optional<Candidates> lookup, Optional<String> behind) {
  private static final String LOOKUP = "lookup";
  private static final String BEHIND = "behind";

  /** No accounts are kept: the line itself is read. */
  public static final Roll NONE = new Roll(Optional.empty(), Optional.empty());

  /** The same, once accounts are found by that. */
  public Roll by(Optional<Candidates> now) {
    if (lookup.equals(now)) {
      return this;
    }
    if (now.isEmpty()) {
      return NONE;
    }
    // Whoever was found both ways is found either way.
    return new Roll(now, lookup.equals(Optional.of(Candidates.BOTH)) ? behind : Optional.of(""));
  }

  /** The same, once all up to a position were seen to. */
  public Roll upTo(String position) {
    return new Roll(lookup, Optional.of(position));
  }

  /** The same, once all were. */
  public Roll complete() {
    return new Roll(lookup, Optional.empty());
  }

  /** Whether anybody may be left who is not found. */
  public boolean isComplete() {
    return behind.isEmpty();
  }

  Json json() {
    return Json.object()
        .putText(LOOKUP, lookup.map(by -> by.name().toLowerCase(Locale.ROOT)))
        .putText(BEHIND, behind)
        .build();
  }

  static Roll of(Json json) {
    var stored = new StoredFields(json);
    return new Roll(
        stored
            .optional(LOOKUP)
            .map(_ -> Candidates.valueOf(stored.text(LOOKUP).toUpperCase(Locale.ROOT))),
        stored.optional(BEHIND).map(_ -> stored.text(BEHIND)));
  }
}
