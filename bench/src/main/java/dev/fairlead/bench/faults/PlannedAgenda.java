package dev.fairlead.bench.faults;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.Json.Obj;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * An agenda that will be submitted, and what must come of it: said plainly, operation by operation,
 * with nothing of the engine in it.
 *
 * @param token the idempotency key, and the linkId
 */
record PlannedAgenda(CustomerId customer, String token, Map<String, Node> nodes) {
  /** Fails whatever happens. */
  static final int ALWAYS = Integer.MAX_VALUE;

  PlannedAgenda {
    nodes = new LinkedHashMap<>(nodes);
  }

  /** A reference to a result: the whole of it, or the name in it. */
  record Ref(String operation, boolean whole) {}

  /**
   * An operation.
   *
   * @param waitsFor by dependsOn; refs come on top
   * @param failing attempts that fail, from the first on
   * @param unresolvable a reference in it leads nowhere, so that it never starts
   * @param padding characters of ballast in the result
   */
  record Node(
      String name,
      String type,
      List<String> waitsFor,
      List<Ref> refs,
      int failing,
      boolean unresolvable,
      int maxAttempts,
      int millis,
      int padding) {

    boolean isResident() {
      return !isProcess() && !isQueued();
    }

    boolean isProcess() {
      return type.equals("shell");
    }

    boolean isQueued() {
      return type.equals("wordcount");
    }

    boolean hasNamedResult() {
      return !type.equals("log") && !type.equals("wait");
    }

    boolean failsForGood() {
      return failing >= maxAttempts;
    }

    List<String> dependencies() {
      var all = new ArrayList<>(waitsFor);
      refs.stream().map(Ref::operation).filter(name -> !all.contains(name)).forEach(all::add);
      return all;
    }

    private Json document() {
      Json.Builder json = Json.object().put("name", name).put("type", type);
      json.put("payload", payload());
      if (!waitsFor.isEmpty()) {
        json.put("dependsOn", Json.texts(waitsFor));
      }
      if (maxAttempts > 1) {
        json.put("retry", Json.object().put("maxAttempts", maxAttempts).build());
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
          yield (failing > 0 ? json.put("fail", "no luck") : json)
              .put("result", template())
              .build();
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

    private Obj result(List<Json> in) {
      return Json.object()
          .put("op", name)
          .put("in", Json.array(in))
          .put("padding", "x".repeat(padding))
          .build();
    }
  }

  Json document() {
    return Json.object()
        .put("title", "simulated")
        .put("linkId", token)
        .put("operations", Json.array(nodes.values().stream().map(Node::document).toList()))
        .build();
  }

  boolean mustSucceed() {
    return nodes.values().stream().noneMatch(Node::failsForGood);
  }

  Node node(String name) {
    Node node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException("no operation " + name);
    }
    return node;
  }

  /**
   * What a successful operation must have answered.
   *
   * @param committed the attempt of an operation that counted
   */
  Json expected(String name, ToIntFunction<String> committed) {
    Node node = node(name);
    if (!node.hasNamedResult()) {
      return Json.EMPTY;
    }
    var in = new ArrayList<Json>();
    for (Ref ref : node.refs()) {
      in.add(ref.whole() ? expected(ref.operation(), committed) : Json.of(ref.operation()));
    }
    Obj result = node.result(in);
    return node.isResident() ? result : result.with("attempt", Json.of(committed.applyAsInt(name)));
  }
}
