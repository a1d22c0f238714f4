package dev.fairlead.cli;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectFields;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.PoolTerms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the objects of a policy by the rules that stored ones are held to. */
final class SimulatedObjects {
  private static final String DEFAULT_ID = Insight.DEFAULT.id();
  private static final String ALLOWED = "allowedCustomerIds";
  private static final String GLOBAL = "isGlobal";

  private final Findings findings;

  private record Listed(JsonPointer at, Json.Obj given) {}

  SimulatedObjects(Findings findings) {
    this.findings = findings;
  }

  /** The only insight there is. */
  Insight onlyInsight(Json.Obj given) {
    var read =
        ObjectFields.read(ObjectKind.INSIGHT, Optional.of(DEFAULT_ID), titled(given), findings);
    return findings.problems().isEmpty()
        ? Insight.of(DEFAULT_ID, Optional.empty(), read)
        : Insight.DEFAULT;
  }

  /** Those of a list; for all, unless they say for whom they are. */
  List<Insight> insights(Json.Obj policy, String name) {
    var insights = new ArrayList<Insight>();
    objects(policy, name)
        .forEach((id, listed) -> {
          var fields = new LinkedHashMap<>(listed.given().fields());
          if (fields.keySet().stream().noneMatch(Set.of(ALLOWED, ObjectFields.OWNER)::contains)) {
            fields.putIfAbsent(GLOBAL, Json.of(true));
          }
          var owner =
              listed
                  .given()
                  .text(ObjectFields.OWNER)
                  .filter(CustomerId::isValid)
                  .map(CustomerId::new);
          read(ObjectKind.INSIGHT, id, new Json.Obj(fields), listed.at())
              .ifPresent(read -> insights.add(Insight.of(id, owner, read)));
        });
    return insights;
  }

  /** What each pool of a list has to divide. */
  Map<String, PoolTerms> pools(Json.Obj policy, String name) {
    var pools = new LinkedHashMap<String, PoolTerms>();
    objects(policy, name)
        .forEach((id, listed) ->
            read(ObjectKind.RESOURCE_POOL, id, listed.given(), listed.at())
                .ifPresent(read -> pools.put(id, PoolTerms.of(read))));
    return pools;
  }

  /** Customers by their names. */
  Map<CustomerId, SimulatedPolicy.Customer> customers(Json.Obj policy, String name) {
    var customers = new LinkedHashMap<CustomerId, SimulatedPolicy.Customer>();
    findings
        .object(policy, JsonPointer.WHOLE, name)
        .ifPresent(all ->
            all.fields()
                .forEach((id, terms) -> {
                  var at = JsonPointer.WHOLE.child(name).child(id);
                  if (!CustomerId.isValid(id)) {
                    findings.add(at, ProblemCode.BAD_NAME, "No customer can be called that.");
                  } else if (!(terms instanceof Json.Obj given)) {
                    findings.wrongType(at, id, "an object with weight and limits");
                  } else {
                    read(ObjectKind.CUSTOMER, id, given, at)
                        .map(SimulatedPolicy.Customer::of)
                        .ifPresent(customer -> customers.put(new CustomerId(id), customer));
                  }
                }));
    return customers;
  }

  /** The objects of a list, by their ids. */
  private Map<String, Listed> objects(Json.Obj policy, String name) {
    var objects = new LinkedHashMap<String, Listed>();
    var place = JsonPointer.WHOLE.child(name);
    switch (findings.present(policy, name).orElse(new Json.Arr(List.of()))) {
      case Json.Arr(List<Json> items) -> {
        for (int i = 0; i < items.size(); i++) {
          listed(items.get(i), place.child(i), objects);
        }
      }
      case Json _ -> findings.wrongType(place, name, "a list of objects");
    }
    return objects;
  }

  private void listed(Json item, JsonPointer at, Map<String, Listed> objects) {
    String id = item instanceof Json.Obj object ? object.text(ObjectFields.ID).orElse("") : "";
    if (id.isBlank()) {
      findings.add(at, ProblemCode.WRONG_TYPE, "It should be an object with an id.");
    } else if (objects.putIfAbsent(id, new Listed(at, (Json.Obj) item)) != null) {
      findings.add(at, ProblemCode.BAD_NAME, "There is one of the id " + id + " already.");
    }
  }

  private Optional<Json.Obj> read(ObjectKind kind, String id, Json.Obj given, JsonPointer at) {
    var own = new Findings();
    var read = ObjectFields.read(kind, Optional.of(id), titled(given), own);
    own.problems()
        .forEach(problem ->
            findings.add(
                JsonPointer.parse(problem.path()).map(at::child).orElse(at),
                problem.code(),
                problem.message(),
                problem.suggestion()));
    return own.problems().isEmpty() ? Optional.of(read) : Optional.empty();
  }

  private static Json.Obj titled(Json.Obj given) {
    var fields = new LinkedHashMap<>(given.fields());
    fields.putIfAbsent(ObjectFields.TITLE, Json.of("simulated"));
    return new Json.Obj(fields);
  }
}
