package dev.fairlead.store;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.Floor;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.quota.Limits;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The most that an agenda could ever have: by its insight's limits, its customer's ceiling there,
 * and the capacity of the insight's pool. What a pool has is as {@link Gates} know it.
 *
 * <p>Cost: nothing for an insight without limits and pool; else 1 read unit for the customer, and 1
 * for a pool that was not read lately.
 */
final class Ceilings {
  private final ObjectRows rows;
  private final Gates gates;

  Ceilings(ItemStore items, InstantSource clock) {
    this.rows = new ObjectRows(items);
    this.gates = new Gates(items, clock);
  }

  /** Why an agenda could never be admitted; empty if nothing is in its way but others. */
  List<Problem> neverFits(AgendaDocument document, CustomerId customer, Insight insight) {
    var problems = new ArrayList<Problem>();
    String name = "the insight " + insight.id();
    problems.addAll(Floor.neverFits(document, insight.terms().limits(), name));
    if (insight.isLimited()) {
      Limits ceiling = rows.termsOf(customer).limits().or(insight.terms().customerLimits());
      problems.addAll(Floor.neverFits(document, ceiling, "a customer's agendas in " + name));
    }
    insight
        .pool()
        .ifPresent(pool ->
            problems.addAll(
                Floor.neverFits(
                    document, gates.termsOfPool(pool).capacity(), "the resource pool of " + name)));
    return problems;
  }
}
