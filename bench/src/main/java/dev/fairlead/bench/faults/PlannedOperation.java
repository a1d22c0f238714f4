package dev.fairlead.bench.faults;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.Json.Obj;
import java.util.ArrayList;
import java.util.List;

/**
 * An operation of a {@link PlannedAgenda}.
 *
 * @param waitsFor by dependsOn; refs come on top
 * @param failing attempts that fail, from the first on
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
    boolean isFinal) {
  /** Fails whatever happens. */
  static final int ALWAYS = Integer.MAX_VALUE;

  /** Longer than any simulation. */
  static final int ENDLESS = 1_000_000_000;

  PlannedOperation {
    waitsFor = List.copyOf(waitsFor);
    refs = List.copyOf(refs);
  }

  /** A reference to a result: the whole of it, or the name in it. */
  record Ref(String operation, boolean whole) {}

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
    return type.equals("shell");
  }

  boolean isQueued() {
    return type.equals("wordcount");
  }

  boolean isEndless() {
    return millis == ENDLESS;
  }

  boolean hasNamedResult() {
    return !type.equals("log") && !type.equals("wait");
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
      case String _ -> "exit:1";
    };
  }

  List<String> dependencies() {
    var all = new ArrayList<>(waitsFor);
    refs.stream().map(Ref::operation).filter(name -> !all.contains(name)).forEach(all::add);
    return all;
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
        isFinal);
  }

  Json document() {
    Json.Builder json = Json.object().put("name", name).put("type", type);
    json.put("payload", payload());
    if (!waitsFor.isEmpty()) {
      json.put("dependsOn", Json.texts(waitsFor));
    }
    if (!retry.equals(PlannedRetry.ONCE)) {
      json.put("retry", retry.json());
    }
    if (!limits.isNone()) {
      json.put("timeouts", limits.json());
    }
    return json.build();
  }

  private Json payload() {
    return switch (type) {
      case "log" ->
          Json.object()
              .put(failing > 0 ? "no-message" : "message", "hello" + String.join("", glued()))
              .build();
      case "wait" -> Json.object().put("seconds", millis / 1000).build();
      case "simulate" -> {
        Json.Builder json = Json.object().put("seconds", millis / 1000);
        yield (failing > 0 ? json.put("fail", "no luck") : json).put("result", template()).build();
      }
      case String _ ->
          Json.object()
              .put("millis", millis)
              .put("failing", failing)
              .put("result", template())
              .build();
    };
  }

  private List<String> glued() {
    return refs.stream().map(ref -> " @<" + ref.operation() + ".out::/op>").toList();
  }

  private Json template() {
    var in = new ArrayList<Json>();
    refs.forEach(
        ref -> in.add(Json.of("@<" + ref.operation() + (ref.whole() ? ".out>" : ".out::/op>"))));
    if (unresolvable) {
      in.add(Json.of("@<" + refs.getFirst().operation() + ".out::/no/such/place>"));
    }
    return result(in);
  }

  /** The result, with what it took in. */
  Obj result(List<Json> in) {
    return Json.object()
        .put("op", name)
        .put("in", Json.array(in))
        .put("padding", "x".repeat(padding))
        .build();
  }
}
