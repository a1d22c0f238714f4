package dev.fairlead.core.lease;

import java.util.Comparator;
import java.util.Set;

/**
 * A pending lease, and what it may be served from.
 *
 * @param usable ids of the blueprints that its customer may see and may use
 * @param unauthorized ids of those that he may see, and whose owners have not agreed
 */
public record Demand(Lease lease, Set<String> usable, Set<String> unauthorized) {
  /** Who waits longest is served first; ties by id. */
  static final Comparator<Demand> ORDER =
      Comparator.comparing((Demand each) -> each.lease.request().term().since())
          .thenComparing(each -> each.lease.id());

  public Demand {
    usable = Set.copyOf(usable);
    unauthorized = Set.copyOf(unauthorized);
  }
}
