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
 * @param isForCustomers whether accounts are kept though the insight itself limits nothing: one of
 *     those that wait, or waited, has limits of its own
 */
public record Roll(Optional<Candidates> lookup, Optional<String> behind, boolean isForCustomers) {
  private static final String LOOKUP = "lookup";
  private static final String BEHIND = "behind";
  private static final String FOR_CUSTOMERS = "forCustomers";

  /** No accounts are kept: the line itself is read. */
  public static final Roll NONE = new Roll(Optional.empty(), Optional.empty(), false);

  /** The same, once accounts are found by that. */
  public Roll by(Optional<Candidates> now) {
    if (lookup.equals(now)) {
      return this;
    }
    if (now.isEmpty()) {
      return NONE;
    }
    // Whoever was found both ways is found either way.
    boolean wasBoth = lookup.equals(Optional.of(Candidates.BOTH));
    return new Roll(now, wasBoth ? behind : Optional.of(""), isForCustomers);
  }

  /** The same, if accounts are kept for limits that customers have of their own, or not. */
  public Roll forCustomers(boolean isSo) {
    return new Roll(lookup, behind, isSo);
  }

  /** The same, once all up to a position were seen to. */
  public Roll upTo(String position) {
    return new Roll(lookup, Optional.of(position), isForCustomers);
  }

  /** The same, once all were. */
  public Roll complete() {
    return new Roll(lookup, Optional.empty(), isForCustomers);
  }

  /** Whether nobody is left who may not be found. */
  public boolean isComplete() {
    return behind.isEmpty();
  }

  Json json() {
    return Json.object()
        .putText(LOOKUP, lookup.map(by -> by.name().toLowerCase(Locale.ROOT)))
        .putText(BEHIND, behind)
        .putIfPresent(FOR_CUSTOMERS, isForCustomers ? Optional.of(Json.of(true)) : Optional.empty())
        .build();
  }

  static Roll of(Json json) {
    var stored = new StoredFields(json);
    return new Roll(
        stored
            .optional(LOOKUP)
            .map(_ -> Candidates.valueOf(stored.text(LOOKUP).toUpperCase(Locale.ROOT))),
        stored.optional(BEHIND).map(_ -> stored.text(BEHIND)),
        stored.optional(FOR_CUSTOMERS).isPresent());
  }
}
