package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.PlannedOperation.Ref;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.Json.Obj;
import dev.fairlead.wire.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An agenda that will be submitted, and what its customer will do with it.
 *
 * @param token the idempotency key, and the linkId
 * @param timeoutSeconds 0 for none
 * @param attempts how often it is tried at most, 1 and up
 * @param redos what its customer has done again once it is over, one after the other
 * @param operations of its document by name, each after all that it waits for
 */
record PlannedAgenda(
    CustomerId customer,
    String token,
    OnFailure onFailure,
    int timeoutSeconds,
    int attempts,
    Orders orders,
    List<Redo> redos,
    Map<String, PlannedOperation> operations) {
  private static final Pattern BALLAST = Pattern.compile("x{9,}");

  PlannedAgenda {
    redos = List.copyOf(redos);
    operations = new LinkedHashMap<>(operations);
  }

  /** What became of operations. */
  interface Told {
    boolean succeeded(String operation);

    boolean failed(String operation);

    /** The attempt that counted. */
    int attempt(String operation);
  }

  /** What happens to the rest when an operation failed. */
  enum OnFailure {
    DRAIN,
    CANCEL,
    CONTINUE
  }

  /**
   * The signals that its customer will send, in milliseconds after the acceptance; negative for
   * never.
   *
   * @param resumeAfter counts from the pause
   * @param insists whether a cancel is sent until it is answered
   */
  record Orders(int pauseAfter, int resumeAfter, int cancelAfter, boolean insists) {
    static final Orders NONE = new Orders(-1, -1, -1, false);

    boolean pauses() {
      return pauseAfter >= 0;
    }

    boolean cancels() {
      return cancelAfter >= 0;
    }
  }

  Json document() {
    Json.Builder json = Json.object().put("title", "simulated").put("linkId", token);
    if (onFailure != OnFailure.DRAIN) {
      json.put("onFailure", onFailure.name().toLowerCase(Locale.ROOT));
    }
    if (timeoutSeconds > 0) {
      json.put("timeout", timeoutSeconds + "s");
    }
    if (attempts > 1) {
      json.put("params", Json.object().put("maximumAttempts", attempts).build());
    }
    json.put("operations", documents(false));
    return operations.values().stream().anyMatch(PlannedOperation::isFinal)
        ? json.put("finally", documents(true)).build()
        : json.build();
  }

  private Json documents(boolean isFinal) {
    return Json.array(
        operations.values().stream()
            .filter(operation -> operation.isFinal() == isFinal)
            .map(PlannedOperation::document)
            .toList());
  }

  /** The same with its first operations only. */
  PlannedAgenda first(int count) {
    var kept = new LinkedHashMap<String, PlannedOperation>();
    for (PlannedOperation operation : operations.values()) {
      if (kept.size() < count) {
        kept.put(operation.name(), operation.among(List.copyOf(kept.keySet())));
      }
    }
    List<Redo> stillThere = redos.stream().filter(redo -> redo.isOf(kept.keySet())).toList();
    return new PlannedAgenda(
        customer, token, onFailure, timeoutSeconds, attempts, orders, stillThere, kept);
  }

  /** All that there may ever be: of the document, the work for items, and what is added. */
  Map<String, PlannedOperation> everything() {
    var all = new LinkedHashMap<String, PlannedOperation>();
    operations.values().forEach(operation -> addTo(all, operation));
    return all;
  }

  private static void addTo(Map<String, PlannedOperation> all, PlannedOperation operation) {
    all.put(operation.name(), operation);
    operation.grows().forEach(more -> addTo(all, more));
  }

  /** Whether somebody has to answer, or it may never end. */
  boolean waitsForApproval() {
    return everything().values().stream().anyMatch(PlannedOperation::isApproval);
  }

  /** Whether its operations may start over once they were over. */
  boolean mayStartOver() {
    return attempts > 1 || !redos.isEmpty();
  }

  /** Of an operation's dependencies those that must be over, and well, before it starts. */
  static List<String> needs(PlannedOperation operation, Map<String, PlannedOperation> all) {
    return operation.dependencies().stream()
        .filter(name -> required(all, name).isFinal() == operation.isFinal())
        .toList();
  }

  /** What a successful operation must have answered. */
  static Json expected(String name, Map<String, PlannedOperation> all, Told told) {
    PlannedOperation operation = required(all, name);
    if (operation.isGenerator()) {
      return operation.added();
    }
    if (operation.isList()) {
      return collected(operation, all, told);
    }
    if (!operation.hasNamedResult()) {
      return Json.EMPTY;
    }
    var in = new ArrayList<Json>();
    operation.refs().forEach(ref -> in.add(taken(ref, all, told)));
    Obj result = operation.result(in);
    return operation.isResident() ? result : result.with("attempt", Json.of(told.attempt(name)));
  }

  private static Json taken(Ref ref, Map<String, PlannedOperation> all, Told told) {
    if (ref.mayMiss() && !told.succeeded(ref.operation())) {
      return Json.of(Ref.INSTEAD);
    }
    return switch (ref.what()) {
      case WHOLE -> expected(ref.operation(), all, told);
      case NAME -> Json.of(ref.operation());
      case COUNT -> Json.of(required(all, ref.operation()).grows().size());
    };
  }

  private static Json collected(
      PlannedOperation list, Map<String, PlannedOperation> all, Told told) {
    var results = new ArrayList<Json>();
    int succeeded = 0;
    int failed = 0;
    for (PlannedOperation element : list.grows()) {
      boolean good = told.succeeded(element.name());
      results.add(good ? expected(element.name(), all, told) : Json.NULL);
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

  private static PlannedOperation required(Map<String, PlannedOperation> all, String name) {
    PlannedOperation operation = all.get(name);
    if (operation == null) {
      throw new IllegalArgumentException("no operation " + name);
    }
    return operation;
  }

  /** What is submitted, and by whom, and what becomes of it; without its ballast. */
  @Override
  public String toString() {
    String text = JsonText.write(document());
    return customer
        + " "
        + token
        + " "
        + orders
        + " "
        + redos
        + " "
        + BALLAST.matcher(text).replaceAll("x..");
  }
}
