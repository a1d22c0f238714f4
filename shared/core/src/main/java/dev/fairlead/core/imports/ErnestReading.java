package dev.fairlead.core.imports;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.Quoted;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.imports.ErnestGraph.Edge;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a plan of ernest field by field; what is wrong with it is noted. */
final class ErnestReading {
  private static final String START = "start";
  private static final String END = "end";
  private static final String SOURCE = "source";
  private static final String DESTINATION = "destination";
  private static final Set<String> STATES = Set.of("waiting", "running", "completed", "errored");
  private static final Set<String> READ =
      Set.of("id", "name", "action", "changes", "edges", "components");

  private final Findings findings;
  private final LeftBehindCount leftBehind;
  private final List<ErnestComponent> changes = new ArrayList<>();
  private final Map<String, ErnestComponent> data = new LinkedHashMap<>();
  private final Map<String, Integer> indexes = new HashMap<>();

  ErnestReading(Findings findings, LeftBehindCount leftBehind) {
    this.findings = findings;
    this.leftBehind = leftBehind;
  }

  ErnestGraph read(Json given) {
    if (!(given instanceof Json.Obj plan)) {
      findings.add(JsonPointer.WHOLE, ProblemCode.WRONG_TYPE, "A plan of ernest is an object.");
      return new ErnestGraph(Json.EMPTY, List.of(), Map.of(), List.of(), Optional.empty());
    }
    leftBehind.ofOne("plan", plan, READ);
    for (var item : objects(plan, "components", "A component")) {
      id(item).ifPresent(id -> keepData(new ErnestComponent(item.place(), id, item.value())));
    }
    if (!data.isEmpty()) {
      leftBehind.add("plan", "components", data.size());
    }
    readChanges(plan);
    var edges = new LinkedHashSet<Edge>();
    var entries = new LinkedHashSet<Integer>();
    boolean saysStart = false;
    for (var item : objects(plan, "edges", "An edge")) {
      leftBehind.ofMany("edges", item.value(), Set.of(SOURCE, DESTINATION));
      saysStart |= item.value().text(SOURCE).equals(Optional.of(START));
      readEdge(item, edges, entries);
    }
    return new ErnestGraph(
        plan,
        changes,
        data,
        List.copyOf(edges),
        saysStart ? Optional.of(List.copyOf(entries)) : Optional.empty());
  }

  private void readChanges(Json.Obj plan) {
    if (findings.present(plan, "changes").isEmpty()) {
      findings.add(ErnestGraph.CHANGES, ProblemCode.MISSING_FIELD, "The field changes is missing.");
      return;
    }
    var ids = new LinkedHashSet<String>();
    for (var item : objects(plan, "changes", "A change")) {
      var id = id(item);
      if (id.isPresent() && !ids.add(id.get())) {
        findings.add(
            item.place(),
            ProblemCode.DUPLICATE_TASK,
            "There is another change " + Quoted.name(id.get()) + " before this one.");
      }
      var change = new ErnestComponent(item.place(), id.orElse(""), item.value());
      if (change.isOnlyData()) {
        keepData(change);
      } else {
        check(item);
        indexes.putIfAbsent(change.id(), changes.size());
        changes.add(change);
      }
    }
    if (changes.isEmpty() && findings.problems().isEmpty()) {
      findings.add(
          ErnestGraph.CHANGES,
          ProblemCode.NO_OPERATIONS,
          "The plan changes nothing, and an agenda has at least one operation.");
    }
  }

  private void keepData(ErnestComponent component) {
    data.putIfAbsent(component.id(), component);
  }

  private void check(Item change) {
    for (var field :
        List.of(ErnestComponent.TYPE, ErnestComponent.VERB, ErnestComponent.PROVIDER)) {
      if (requiredText(change, field).filter(String::isBlank).isPresent()) {
        findings.add(change.place().child(field), ProblemCode.MISSING_FIELD, "The field is blank.");
      }
    }
    var state =
        findings.text(change.value(), change.place(), ErnestComponent.STATE, Integer.MAX_VALUE);
    if (state.isPresent() && !STATES.contains(state.get())) {
      findings.add(
          change.place().child(ErnestComponent.STATE),
          ProblemCode.UNKNOWN_VALUE,
          "A change is waiting, running, completed or errored, not "
              + Quoted.name(state.get())
              + ".",
          findings.nearest(state.get(), STATES));
    }
  }

  private void readEdge(Item edge, Set<Edge> edges, Set<Integer> entries) {
    var source = requiredText(edge, SOURCE);
    var destination = requiredText(edge, DESTINATION);
    if (source.isEmpty() || destination.isEmpty()) {
      return;
    }
    var from = source.get().equals(START) ? Optional.<Integer>empty() : end(edge, SOURCE);
    var to = destination.get().equals(END) ? Optional.<Integer>empty() : end(edge, DESTINATION);
    if (from.isPresent() && from.equals(to)) {
      findings.add(edge.place(), ProblemCode.SELF_DEPENDENCY, "A change can't wait for itself.");
    } else if (from.isPresent() && to.isPresent()) {
      edges.add(new Edge(from.get(), to.get()));
    } else if (source.get().equals(START)) {
      to.ifPresent(entries::add);
    }
  }

  /** The change at one end of an edge. */
  private Optional<Integer> end(Item edge, String field) {
    var id = ErnestComponent.text(edge.value(), field);
    var change = Optional.ofNullable(indexes.get(id));
    var place = edge.place().child(field);
    if (change.isEmpty() && data.containsKey(id)) {
      findings.add(
          place,
          ProblemCode.NOTHING_TO_DO,
          "Nothing is to be done with " + Quoted.name(id) + ", so nothing comes before or after.");
    } else if (change.isEmpty()) {
      findings.add(
          place,
          ProblemCode.UNKNOWN_TASK,
          "There is no change " + Quoted.name(id) + ".",
          findings.nearest(id, indexes.keySet()));
    }
    return change;
  }

  /** An object in a list. */
  private record Item(JsonPointer place, Json.Obj value) {}

  private List<Item> objects(Json.Obj plan, String field, String what) {
    var place = JsonPointer.WHOLE.child(field);
    var given = findings.present(plan, field);
    if (given.isEmpty()) {
      return List.of();
    }
    if (!(given.get() instanceof Json.Arr(List<Json> items))) {
      findings.wrongType(place, field, "a list");
      return List.of();
    }
    var objects = new ArrayList<Item>(items.size());
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Json.Obj object) {
        objects.add(new Item(place.child(i), object));
      } else {
        findings.add(place.child(i), ProblemCode.WRONG_TYPE, what + " is an object.");
      }
    }
    return objects;
  }

  private Optional<String> id(Item item) {
    var id = requiredText(item, ErnestComponent.ID);
    if (id.isPresent() && (id.get().isBlank() || Set.of(START, END).contains(id.get()))) {
      findings.add(
          item.place().child(ErnestComponent.ID),
          ProblemCode.BAD_NAME,
          "An id is not blank, and neither start nor end.");
      return Optional.empty();
    }
    return id;
  }

  private Optional<String> requiredText(Item item, String field) {
    if (findings.present(item.value(), field).isEmpty()) {
      findings.add(
          item.place().child(field),
          ProblemCode.MISSING_FIELD,
          "The field " + field + " is missing.");
    }
    return findings.text(item.value(), item.place(), field, Integer.MAX_VALUE);
  }
}
