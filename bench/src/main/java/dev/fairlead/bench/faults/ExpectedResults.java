package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.PlannedOperation.Ref;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.Json.Obj;
import java.util.ArrayList;
import java.util.Map;

/**
 * What successful operations of an agenda must have answered.
 *
 * @param all its operations by name
 * @param told what became of them
 */
record ExpectedResults(Map<String, PlannedOperation> all, Told told) {
  /** What a secret is to others. */
  private static final String MASKED = "it is ***";

  /** What became of operations. */
  interface Told {
    boolean succeeded(String operation);

    boolean failed(String operation);

    /** The attempt that counted. */
    int attempt(String operation);
  }

  /** What a successful operation must have answered. */
  Json of(String name) {
    PlannedOperation operation = PlannedAgenda.required(all, name);
    if (operation.isGenerator()) {
      return new OperationDocument(operation).added();
    }
    if (operation.isList()) {
      return collected(operation);
    }
    if (!operation.hasNamedResult()) {
      return Json.EMPTY;
    }
    var in = new ArrayList<Json>();
    operation.refs().forEach(ref -> in.add(taken(ref)));
    Obj result = new OperationDocument(operation).result(in);
    if (operation.extra().isTold()) {
      result = result.with("told", Json.of(MASKED));
    }
    return operation.isResident() ? result : result.with("attempt", Json.of(told.attempt(name)));
  }

  private Json taken(Ref ref) {
    if (ref.mayMiss() && !told.succeeded(ref.operation())) {
      return Json.of(Ref.INSTEAD);
    }
    return switch (ref.what()) {
      case WHOLE -> of(ref.operation());
      case NAME -> Json.of(ref.operation());
      case COUNT -> Json.of(PlannedAgenda.required(all, ref.operation()).grows().size());
    };
  }

  private Json collected(PlannedOperation list) {
    var results = new ArrayList<Json>();
    int succeeded = 0;
    int failed = 0;
    for (PlannedOperation element : list.grows()) {
      boolean good = told.succeeded(element.name());
      results.add(good ? of(element.name()) : Json.NULL);
      succeeded += good ? 1 : 0;
      failed += told.failed(element.name()) ? 1 : 0;
    }
    return Json.object()
        .put("total", results.size())
        .put("succeeded", succeeded)
        .put("failed", failed)
        .put("skipped", results.size() - succeeded - failed)
        .put("results", Json.array(results))
        .build();
  }
}
