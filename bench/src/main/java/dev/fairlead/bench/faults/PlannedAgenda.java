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
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * An agenda that will be submitted, and what its customer will do with it.
 *
 * @param token the idempotency key, and the linkId
 * @param timeoutSeconds 0 for none
 * @param operations by name, each after all that it waits for
 */
record PlannedAgenda(
    CustomerId customer,
    String token,
    OnFailure onFailure,
    int timeoutSeconds,
    Orders orders,
    Map<String, PlannedOperation> operations) {
  private static final Pattern BALLAST = Pattern.compile("x{9,}");

  PlannedAgenda {
    operations = new LinkedHashMap<>(operations);
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
    return new PlannedAgenda(customer, token, onFailure, timeoutSeconds, orders, kept);
  }

  PlannedOperation operation(String name) {
    PlannedOperation operation = operations.get(name);
    if (operation == null) {
      throw new IllegalArgumentException("no operation " + name);
    }
    return operation;
  }

  /** What of an operation's dependencies must have succeeded before it starts. */
  List<String> needs(PlannedOperation operation) {
    return operation.dependencies().stream()
        .filter(name -> operation(name).isFinal() == operation.isFinal())
        .toList();
  }

  /**
   * What a successful operation must have answered.
   *
   * @param committed the attempt of an operation that counted
   */
  Json expected(String name, ToIntFunction<String> committed) {
    PlannedOperation operation = operation(name);
    if (!operation.hasNamedResult()) {
      return Json.EMPTY;
    }
    var in = new ArrayList<Json>();
    for (Ref ref : operation.refs()) {
      in.add(ref.whole() ? expected(ref.operation(), committed) : Json.of(ref.operation()));
    }
    Obj result = operation.result(in);
    return operation.isResident()
        ? result
        : result.with("attempt", Json.of(committed.applyAsInt(name)));
  }

  /** What is submitted, and by whom, and what becomes of it; without its ballast. */
  @Override
  public String toString() {
    String text = JsonText.write(document());
    return customer + " " + token + " " + orders + " " + BALLAST.matcher(text).replaceAll("x..");
  }
}
