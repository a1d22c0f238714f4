package dev.fairlead.bench.faults;

import dev.fairlead.core.agenda.Requests;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * An operation of a {@link PlannedAgenda}.
 *
 * @param waitsFor by dependsOn; refs and the subject of a condition come on top
 * @param failing attempts that fail, from the first on; an approval with any is refused
 * @param unresolvable a reference in it leads nowhere, so that it never starts
 * @param millis how long it lasts
 * @param padding characters of ballast in the result
 * @param isFinal whether it comes after the rest
 */
record PlannedOperation(
    String name,
    String type,
    List<String> waitsFor,
    List<Ref> refs,
    int failing,
    boolean unresolvable,
    PlannedRetry retry,
    Limits limits,
    int millis,
    int padding,
    boolean isFinal,
    Extra extra) {
  /** Fails whatever happens. */
  static final int ALWAYS = Integer.MAX_VALUE;

  /** Longer than any simulation. */
  static final int ENDLESS = 1_000_000_000;

  PlannedOperation {
    waitsFor = List.copyOf(waitsFor);
    refs = List.copyOf(refs);
  }

  /** One piece of work, come what may. */
  PlannedOperation(
      String name,
      String type,
      List<String> waitsFor,
      List<Ref> refs,
      int failing,
      boolean unresolvable,
      PlannedRetry retry,
      Limits limits,
      int millis,
      int padding,
      boolean isFinal) {
    this(
        name,
        type,
        waitsFor,
        refs,
        failing,
        unresolvable,
        retry,
        limits,
        millis,
        padding,
        isFinal,
        Extra.NONE);
  }

  /**
   * A reference to a result.
   *
   * @param what the whole of it or something in it
   * @param mayMiss whether it has something else to say where there is no result
   */
  record Ref(String operation, What what, boolean mayMiss) {
    static final String INSTEAD = "none";

    /** What of a result. */
    enum What {
      WHOLE(""),
      NAME("::/op"),
      /** Of an operation that is done once for each item of a list. */
      COUNT("::/total");

      private final String pointer;

      What(String pointer) {
        this.pointer = pointer;
      }
    }

    boolean isWhole() {
      return what == What.WHOLE;
    }

    String text() {
      return "@<" + operation + ".out" + what.pointer + (mayMiss ? "?" + INSTEAD : "") + ">";
    }
  }

  /** What may take so long and no longer, in seconds; 0 for as long as it likes. */
  record Limits(int queued, int starting, int running) {
    static final Limits NONE = new Limits(0, 0, 0);

    boolean isNone() {
      return equals(NONE);
    }

    Json json() {
      Json.Builder json = Json.object();
      put(json, "queued", queued);
      put(json, "starting", starting);
      put(json, "running", running);
      return json.build();
    }

    private static void put(Json.Builder json, String name, int seconds) {
      if (seconds > 0) {
        json.put(name, seconds + "s");
      }
    }
  }

  boolean isResident() {
    return !isRemote();
  }

  /** Done elsewhere, so that it can get lost. */
  boolean isRemote() {
    return isProcess() || isQueued();
  }

  boolean isProcess() {
    return type.equals("shell") && !isList();
  }

  boolean isQueued() {
    return type.equals("wordcount") && !isList();
  }

  boolean isApproval() {
    return type.equals("approval");
  }

  boolean isGenerator() {
    return type.equals("updateAgenda");
  }

  /** Whether another agenda does it. */
  boolean isChild() {
    return extra.child().isPresent();
  }

  boolean isList() {
    return extra.items().isPresent();
  }

  boolean isElement() {
    return extra.element().isPresent();
  }

  boolean isEndless() {
    return millis == ENDLESS;
  }

  /** Whether its result has its name in it. */
  boolean hasNamedResult() {
    return switch (type) {
      case "log", "wait", "approval", "updateAgenda", "agenda" -> false;
      case String _ -> !isList();
    };
  }

  boolean fails(int attempt) {
    return unresolvable || attempt <= failing;
  }

  /** The code of its own failure. */
  String failureCode() {
    if (unresolvable) {
      return "reference";
    }
    return switch (type) {
      case "log" -> "bad-payload";
      case "simulate" -> "simulated";
      case "approval" -> "rejected";
      case String _ -> "exit:1";
    };
  }

  /** What it waits for; an element only for its turn. */
  List<String> dependencies() {
    if (isElement()) {
      return List.of();
    }
    var all = new ArrayList<>(waitsFor);
    refs.stream().map(Ref::operation).filter(name -> !all.contains(name)).forEach(all::add);
    extra.when().map(Extra.When::subject).filter(name -> !all.contains(name)).ifPresent(all::add);
    return all;
  }

  /** What an agenda gets by it: the work for each item, or what it adds. */
  List<PlannedOperation> grows() {
    return extra
        .items()
        .map(items -> IntStream.range(0, items.count()).mapToObj(i -> element(i, items)).toList())
        .orElse(extra.adds());
  }

  private PlannedOperation element(int index, Extra.Items items) {
    return new PlannedOperation(
        name + "[" + index + "]",
        type,
        List.of(),
        refs,
        items.failing().get(index),
        false,
        retry,
        limits,
        millis,
        padding,
        isFinal,
        Extra.element(name, index).requesting(extra.requests()));
  }

  /** What it uses while it runs; a list by its elements only. */
  Amounts uses() {
    if (isList()) {
      return Amounts.NONE;
    }
    if (isChild()) {
      Amounts held = extra.child().orElseThrow().floor().withAgendas(0);
      return held.max(Amounts.of(0, 1, 0, 0)).max(extra.requests());
    }
    return asked();
  }

  /** What has to be there for it, or for an element of it, even if it comes to have none. */
  Amounts needs() {
    return isList() ? asked() : uses();
  }

  private Amounts asked() {
    long slots = Requests.WITHOUT_SLOT.contains(type) ? 0 : 1;
    Amounts said = extra.requests();
    return said.operations() > 0 ? said : said.withOperations(slots);
  }

  /** The same, and so with what it adds, where each says what it uses. */
  PlannedOperation requesting(Function<PlannedOperation, Amounts> requests) {
    return with(
        extra
            .requesting(requests.apply(this))
            .addingInstead(
                extra.adds().stream().map(added -> added.requesting(requests)).toList()));
  }

  /** Without waiting for what is not there. */
  PlannedOperation among(List<String> others) {
    return new PlannedOperation(
        name,
        type,
        waitsFor.stream().filter(others::contains).toList(),
        refs,
        failing,
        unresolvable,
        retry,
        limits,
        millis,
        padding,
        isFinal,
        extra);
  }

  /** The same with another {@link #extra}. */
  PlannedOperation with(Extra other) {
    return new PlannedOperation(
        name,
        type,
        waitsFor,
        refs,
        failing,
        unresolvable,
        retry,
        limits,
        millis,
        padding,
        isFinal,
        other);
  }
}
