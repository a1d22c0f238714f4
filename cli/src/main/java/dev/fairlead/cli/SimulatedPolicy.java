package dev.fairlead.cli;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.binding.Binding;
import dev.fairlead.core.binding.Choice;
import dev.fairlead.core.binding.Subject;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.objects.CustomerTerms;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectFields;
import dev.fairlead.core.objects.PoolTerms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Insights, their pools and their customers as they might be: under {@code insights} and {@code
 * resourcePools} the documents that these objects are stored as, under {@code customers} the terms
 * of each by its name; or the fields of one insight, which everything goes to, and {@code
 * customers}.
 *
 * @param insights where agendas are bound
 * @param pools what each has to divide, by id
 * @param isOne whether it is one insight that everything goes to, whatever its mappers
 */
record SimulatedPolicy(
    List<Insight> insights,
    Map<String, PoolTerms> pools,
    Map<CustomerId, Customer> customers,
    boolean isOne) {
  private static final String INSIGHTS = "insights";
  private static final String POOLS = "resourcePools";
  private static final String CUSTOMERS = "customers";

  /**
   * A customer.
   *
   * @param pool the one that works for it
   */
  record Customer(CustomerTerms terms, Optional<String> pool) {
    static final Customer USUAL = new Customer(CustomerTerms.USUAL, Optional.empty());

    static Customer of(Json.Obj fields) {
      return new Customer(CustomerTerms.of(fields), fields.text(ObjectFields.RESOURCE_POOL));
    }
  }

  SimulatedPolicy {
    insights = List.copyOf(insights);
    pools = Map.copyOf(pools);
    customers = Map.copyOf(customers);
  }

  /** Reads one; titles may be left out. */
  static SimulatedPolicy read(Json given, Findings findings) {
    var nothing = new SimulatedPolicy(List.of(Insight.DEFAULT), Map.of(), Map.of(), true);
    if (!(given instanceof Json.Obj object)) {
      findings.add(
          JsonPointer.WHOLE,
          ProblemCode.WRONG_TYPE,
          "A policy is the fields of an insight, or several insights.");
      return nothing;
    }
    var reader = new SimulatedObjects(findings);
    var customers = reader.customers(object, CUSTOMERS);
    if (findings.present(object, INSIGHTS).isEmpty()) {
      var fields = new LinkedHashMap<>(object.fields());
      fields.remove(CUSTOMERS);
      var one = reader.onlyInsight(new Json.Obj(fields));
      return findings.problems().isEmpty()
          ? new SimulatedPolicy(List.of(one), Map.of(), customers, true)
          : nothing;
    }
    findings.onlyFields(object, JsonPointer.WHOLE, List.of(INSIGHTS, POOLS, CUSTOMERS));
    var insights = new ArrayList<>(reader.insights(object, INSIGHTS));
    if (insights.stream().noneMatch(insight -> Insight.isDefault(insight.id()))) {
      insights.add(Insight.DEFAULT);
    }
    var pools = reader.pools(object, POOLS);
    return findings.problems().isEmpty()
        ? new SimulatedPolicy(insights, pools, customers, false)
        : nothing;
  }

  Customer customer(CustomerId id) {
    return customers.getOrDefault(id, Customer.USUAL);
  }

  /** The insight in which a customer's agenda would wait, as production binds it. */
  Optional<String> bind(CustomerId customer, Subject subject) {
    if (isOne) {
      return Optional.of(insights.getFirst().id());
    }
    Choice choice =
        customer(customer)
            .pool()
            .or(this::onlyPool)
            .map(pool -> Binding.choose(customer, pool, subject, insights))
            .orElseGet(() -> Binding.withoutPool(builtIn()));
    return switch (choice) {
      case Choice.Bound(Insight insight, _) -> Optional.of(insight.id());
      case Choice.Unbound _ -> Optional.empty();
    };
  }

  /** Where there is but one, it works for whoever names none. */
  private Optional<String> onlyPool() {
    var all = insights.stream().flatMap(insight -> insight.pool().stream()).distinct().toList();
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  private Insight builtIn() {
    return insights.stream()
        .filter(insight -> Insight.isDefault(insight.id()))
        .findFirst()
        .orElse(Insight.DEFAULT);
  }
}
