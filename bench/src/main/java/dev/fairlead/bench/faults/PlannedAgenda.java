package dev.fairlead.bench.faults;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.wire.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An agenda that will be submitted, and what its customer will do with it.
 *
 * @param token the idempotency key, and the linkId
 * @param inventory that its operations change
 * @param isHeld whether it runs only once its customer says so
 * @param redos what its customer has done again once it is over, one after the other; the first of
 *     a held one lets it run
 * @param operations of its document by name, each after all that it waits for
 * @param asks by what it is scheduled
 */
record PlannedAgenda(
    CustomerId customer,
    String token,
    Policy policy,
    Optional<String> inventory,
    Orders orders,
    boolean isHeld,
    List<Redo> redos,
    Map<String, PlannedOperation> operations,
    Asks asks) {
  private static final Pattern BALLAST = Pattern.compile("x{9,}");

  PlannedAgenda {
    redos = List.copyOf(redos);
    operations = new LinkedHashMap<>(operations);
  }

  /** One that asks for nothing. */
  PlannedAgenda(
      CustomerId customer,
      String token,
      Policy policy,
      Optional<String> inventory,
      Orders orders,
      boolean isHeld,
      List<Redo> redos,
      Map<String, PlannedOperation> operations) {
    this(customer, token, policy, inventory, orders, isHeld, redos, operations, Asks.NONE);
  }

  /**
   * By what it is scheduled.
   *
   * @param reserves whether it wants two of a list done at once for sure, if it has one
   */
  record Asks(int priority, boolean reserves) {
    static final Asks NONE = new Asks(0, false);
  }

  /** What happens to the rest when an operation failed. */
  enum OnFailure {
    DRAIN,
    CANCEL,
    CONTINUE
  }

  /**
   * What its document says of it as a whole.
   *
   * @param timeoutSeconds 0 for none
   * @param deadlineSeconds after its acceptance; 0 for none
   * @param attempts how often it is tried at most, 1 and up
   */
  record Policy(OnFailure onFailure, int timeoutSeconds, int deadlineSeconds, int attempts) {
    /** Tried once, however long it takes. */
    static Policy of(OnFailure onFailure) {
      return new Policy(onFailure, 0, 0, 1);
    }
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
    if (policy.onFailure() != OnFailure.DRAIN) {
      json.put("onFailure", policy.onFailure().name().toLowerCase(Locale.ROOT));
    }
    if (policy.timeoutSeconds() > 0) {
      json.put("timeout", policy.timeoutSeconds() + "s");
    }
    if (policy.deadlineSeconds() > 0) {
      json.put("deadline", policy.deadlineSeconds() + "s");
    }
    if (policy.attempts() > 1 || isHeld) {
      json.put("params", params(isHeld));
    }
    inventory.ifPresent(name -> json.put("inventory", name));
    if (asks.priority() != 0) {
      json.put("priority", asks.priority());
    }
    Amounts reserve = reserve();
    if (!reserve.isZero()) {
      json.put("reserve", reserve.json());
    }
    json.put("operations", documents(false));
    return operations.values().stream().anyMatch(PlannedOperation::isFinal)
        ? json.put("finally", documents(true)).build()
        : json.build();
  }

  /** Two of a list at once, if it has one that lets two be worked at. */
  private Amounts reserve() {
    boolean isWide =
        operations.values().stream()
            .flatMap(operation -> operation.extra().items().stream())
            .anyMatch(items -> items.maxConcurrency() > 1 && items.count() > 1);
    return asks.reserves() && isWide ? Amounts.of(0, 2, 0, 0) : Amounts.NONE;
  }

  /** What it holds from its admission on: enough for each of its operations by itself. */
  Amounts floor() {
    return everything().values().stream()
        .map(PlannedOperation::needs)
        .reduce(reserve().max(Amounts.of(1, 1, 0, 0)), Amounts::max);
  }

  /** The same, scheduled by this, where each operation says what it uses. */
  PlannedAgenda asking(Asks what, Function<PlannedOperation, Amounts> requests) {
    var asked = new LinkedHashMap<String, PlannedOperation>();
    operations.forEach((name, operation) -> asked.put(name, operation.requesting(requests)));
    return new PlannedAgenda(
        customer, token, policy, inventory, orders, isHeld, redos, asked, what);
  }

  /** What its document has as params. */
  Json params(boolean holds) {
    Json.Builder json = Json.object();
    if (policy.attempts() > 1) {
      json.put("maximumAttempts", policy.attempts());
    }
    return holds ? json.put("doNotRun", true).build() : json.build();
  }

  private Json documents(boolean isFinal) {
    return Json.array(
        operations.values().stream()
            .filter(operation -> operation.isFinal() == isFinal)
            .map(operation -> new OperationDocument(operation).json())
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
        customer, token, policy, inventory, orders, isHeld, stillThere, kept, asks);
  }

  /** The same, which somebody cancels. */
  PlannedAgenda cancelled() {
    return new PlannedAgenda(
        customer,
        token,
        policy,
        inventory,
        new Orders(-1, -1, 0, true),
        isHeld,
        redos,
        operations,
        asks);
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

  /** Whether somebody has to say something, or it may never end. */
  boolean waitsForSomebody() {
    return isHeld || everything().values().stream().anyMatch(PlannedOperation::isApproval);
  }

  /** Whether its operations may start over once they were over. */
  boolean mayStartOver() {
    return policy.attempts() > 1 || redos.size() > (isHeld ? 1 : 0);
  }

  /** Of an operation's dependencies those that must be over, and well, before it starts. */
  static List<String> needs(PlannedOperation operation, Map<String, PlannedOperation> all) {
    return operation.dependencies().stream()
        .filter(name -> required(all, name).isFinal() == operation.isFinal())
        .toList();
  }

  static PlannedOperation required(Map<String, PlannedOperation> all, String name) {
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
