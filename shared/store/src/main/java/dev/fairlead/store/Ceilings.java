package dev.fairlead.store;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.Floor;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.PoolTerms;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.quota.Limits;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The most that an agenda could ever have: by its insight's limits, its customer's ceiling there,
 * and the capacity of the insight's pool. Insights and pools may be known as they were a while ago;
 * before an agenda is refused they are read again, so that limits which were raised count at once.
 *
 * <p>Cost: 1 read unit for the customer, and 1 for a pool that was not read lately. A refusal: 1
 * more each for insight, customer and pool.
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
    List<Problem> problems =
        problems(document, customer, insight, insight.pool().map(gates::termsOfPool));
    if (problems.isEmpty()) {
      return problems;
    }
    Insight now =
        rows.main(ObjectKind.INSIGHT, insight.id())
            .map(Insights::of)
            .orElseGet(() -> Insight.isDefault(insight.id()) ? Insight.DEFAULT : insight);
    return problems(document, customer, now, now.pool().map(gates::termsOfPoolNow));
  }

  private List<Problem> problems(
      AgendaDocument document, CustomerId customer, Insight insight, Optional<PoolTerms> pool) {
    var problems = new ArrayList<Problem>();
    String name = "the insight " + insight.id();
    problems.addAll(Floor.neverFits(document, insight.terms().limits(), name));
    Limits ceiling = rows.termsOf(customer).limits().or(insight.terms().customerLimits());
    problems.addAll(Floor.neverFits(document, ceiling, "a customer's agendas in " + name));
    pool.ifPresent(terms ->
        problems.addAll(
            Floor.neverFits(document, terms.capacity(), "the resource pool of " + name)));
    return problems;
  }
}
