package dev.fairlead.core.binding;

import dev.fairlead.core.objects.Insight;

/** Where an agenda is bound, or that it can't be. */
public sealed interface Choice {
  /** Why, in a sentence; names only insights that the customer sees. */
  String because();

  /** It waits in this one. */
  record Bound(Insight insight, String because) implements Choice {}

  /** No insight takes it. */
  record Unbound(String because) implements Choice {}
}
