package dev.fairlead.cli;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.objects.CustomerTerms;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectFields;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.scheduling.Policy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An insight as it might be, and who its customers might be: the fields of an insight, and under
 * {@code customers} the weight and limits of each.
 */
record SimulatedPolicy(Insight insight, Map<CustomerId, CustomerTerms> customers) {
  private static final String CUSTOMERS = "customers";
  private static final String ID = "default";

  /** Reads one; an insight's title may be left out. */
  static SimulatedPolicy read(Json given, Findings findings) {
    if (!(given instanceof Json.Obj object)) {
      findings.add(
          JsonPointer.WHOLE, ProblemCode.WRONG_TYPE, "A policy is the fields of an insight.");
      return new SimulatedPolicy(Insight.DEFAULT, Map.of());
    }
    var fields = new LinkedHashMap<>(object.fields());
    fields.remove(CUSTOMERS);
    fields.putIfAbsent(ObjectFields.TITLE, Json.of("simulated"));
    var read =
        ObjectFields.read(ObjectKind.INSIGHT, Optional.of(ID), new Json.Obj(fields), findings);
    var customers = customers(object, findings);
    return findings.problems().isEmpty()
        ? new SimulatedPolicy(Insight.of(ID, Optional.empty(), read), customers)
        : new SimulatedPolicy(Insight.DEFAULT, Map.of());
  }

  private static Map<CustomerId, CustomerTerms> customers(Json.Obj given, Findings findings) {
    var customers = new LinkedHashMap<CustomerId, CustomerTerms>();
    findings
        .object(given, JsonPointer.WHOLE, CUSTOMERS)
        .ifPresent(all ->
            all.fields()
                .forEach((name, terms) -> {
                  var at = JsonPointer.WHOLE.child(CUSTOMERS).child(name);
                  if (!CustomerId.isValid(name)) {
                    findings.add(at, ProblemCode.BAD_NAME, "No customer can be called that.");
                  } else if (!(terms instanceof Json.Obj object)) {
                    findings.wrongType(at, name, "an object with weight and limits");
                  } else {
                    customers.put(new CustomerId(name), terms(object, at, findings));
                  }
                }));
    return customers;
  }

  private static CustomerTerms terms(Json.Obj given, JsonPointer at, Findings findings) {
    var own = new Findings();
    var fields = new LinkedHashMap<>(given.fields());
    fields.putIfAbsent(ObjectFields.TITLE, Json.of("simulated"));
    var read = ObjectFields.read(ObjectKind.CUSTOMER, Optional.empty(), new Json.Obj(fields), own);
    own.problems().forEach(problem -> findings.add(at, problem.code(), problem.message()));
    return own.problems().isEmpty() ? CustomerTerms.of(read) : CustomerTerms.USUAL;
  }

  Policy policy() {
    return new Policy(
        insight.algorithm(),
        insight.terms().ageing(),
        insight.terms().halfLife(),
        (double) insight.terms().entryCharge());
  }
}
