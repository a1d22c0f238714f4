package dev.fairlead.store;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.binding.Binding;
import dev.fairlead.core.binding.Choice;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.Halt;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.port.ItemStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Binds agendas to the insights that there are now. What is drained takes no more. Cost: 1 read
 * unit for a customer without a pool; else 2 or 3, and all insights after one of them was changed.
 */
public final class Binder {
  private final ObjectRows rows;
  private final Insights insights;
  private final Gates gates;

  public Binder(ItemStore items, InstantSource clock) {
    this.rows = new ObjectRows(items);
    this.insights = new Insights(items, clock);
    this.gates = new Gates(items, clock);
  }

  /**
   * Where an agenda of a customer is to wait.
   *
   * @param gone insights that turned out not to be there any more
   */
  public Choice bind(CustomerId customer, AgendaDocument document, Set<String> gone) {
    Optional<String> pool =
        rows.main(ObjectKind.CUSTOMER, customer.value()).flatMap(StoredObject::pool);
    return pool.map(id ->
            isDrained(gates.ofPool(id))
                ? new Choice.Unbound("the customer's resource pool is drained")
                : Binding.choose(customer, id, document, insights(gone)))
        .orElseGet(() -> Binding.withoutPool(builtIn()));
  }

  /**
   * Where an agenda is to wait that is done again: where it was, if that is there, or where it is
   * bound now.
   */
  public Choice bindAgain(
      String before, CustomerId customer, AgendaDocument document, Set<String> gone) {
    return Optional.of(before)
        .filter(insight -> !gone.contains(insight))
        .flatMap(this::find)
        .filter(gates::takesMore)
        .<Choice>map(insight -> new Choice.Bound(insight, "it waited there before"))
        .orElseGet(() -> bind(customer, document, gone));
  }

  /**
   * Where a sub-agenda is to wait: in its parent's insight, also while that is drained. Cost: 1
   * read unit.
   */
  Choice bindBeside(
      String parents, CustomerId customer, AgendaDocument document, Set<String> gone) {
    return Optional.of(parents)
        .filter(insight -> !gone.contains(insight))
        .flatMap(this::find)
        .<Choice>map(insight -> new Choice.Bound(insight, "its parent runs there"))
        .orElseGet(() -> bind(customer, document, gone));
  }

  private Optional<Insight> find(String id) {
    return Insight.isDefault(id)
        ? Optional.of(builtIn())
        : rows.main(ObjectKind.INSIGHT, id).map(Insights::of);
  }

  private Insight builtIn() {
    return insights.find(Insight.DEFAULT.id()).orElse(Insight.DEFAULT);
  }

  private List<Insight> insights(Set<String> gone) {
    return insights.current().stream()
        .filter(insight -> !gone.contains(insight.id()) && !isDrained(insight.halt()))
        .toList();
  }

  private static boolean isDrained(Optional<Halt> halt) {
    return halt.filter(some -> some.how() == Halt.How.DRAINING).isPresent();
  }

  /** Whether an insight whose door was shut is there all the same, and open again. */
  boolean isBack(String insight) {
    return rows.open(insight);
  }
}
