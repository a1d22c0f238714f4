package dev.fairlead.bench.faults;

import dev.fairlead.core.agenda.InventoryName;
import dev.fairlead.core.agenda.Verb;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.FoundComponents;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.store.InventoryComponent;
import dev.fairlead.store.InventoryHead;
import dev.fairlead.store.InventoryRows;
import dev.fairlead.store.Outputs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What must be in inventories, by the journals of the agendas that had them, one after the other;
 * and that they had them one after the other.
 */
final class InventoryLedger {
  private static final int MANY = 1_000;

  private final InventoryRows rows;
  private final Outputs outputs;
  private final Course.Expectation expectation;
  private final Consumer<Feature> seen;
  private final Map<Inventory, List<Hold>> holds = new LinkedHashMap<>();

  InventoryLedger(Ports real, Course.Expectation expectation, Consumer<Feature> seen) {
    this.rows = new InventoryRows(real.items());
    this.outputs = new Outputs(real.blobs());
    this.expectation = expectation;
    this.seen = seen;
  }

  private record Inventory(CustomerId customer, InventoryName name) {}

  /** What an operation of the holder did, or would have done had nothing been there. */
  private record Step(
      String operation, Verb verb, List<String> components, Json result, boolean isRefused) {}

  /** The time from when an agenda got hold of an inventory to its end. */
  private record Hold(AgendaKey agenda, long token, Instant from, Instant until, List<Step> steps) {
    Hold(AgendaKey agenda, Change.InventoryLocked locked) {
      this(agenda, locked.token(), locked.at(), Instant.MAX, new ArrayList<>());
    }

    Hold until(Instant end) {
      return new Hold(agenda, token, from, end, steps);
    }
  }

  private record Component(AgendaKey agenda, String operation, Json value) {}

  /** Takes in what an agenda that is over did to its inventory. */
  void take(AgendaKey agenda, PlannedAgenda plan, List<Change> changes) {
    var inventory =
        new Inventory(agenda.customer(), new InventoryName(plan.inventory().orElseThrow()));
    List<Hold> its = holds.computeIfAbsent(inventory, _ -> new ArrayList<>());
    Map<String, PlannedOperation> all = plan.everything();
    var results = new HashMap<String, Json>();
    int first = its.size();
    for (Change change : changes) {
      switch (change) {
        case Change.InventoryLocked locked -> its.add(new Hold(agenda, locked));
        case Change.InventoryChanged changed ->
            its.getLast()
                .steps()
                .add(
                    new Step(
                        changed.operation(),
                        changed.verb(),
                        changed.components(),
                        results.getOrDefault(changed.operation(), Json.NULL),
                        false));
        case Change.OperationEnded end -> {
          end.output()
              .ifPresent(output -> results.put(end.operation(), outputs.value(agenda, output)));
          refused(its, all, end.operation(), end.diagnostic());
        }
        case Change.OperationRetrying retrying ->
            refused(its, all, retrying.operation(), Optional.of(retrying.diagnostic()));
        case Change.AgendaEnded ended -> {
          if (its.size() > first && its.getLast().until().equals(Instant.MAX)) {
            its.add(its.removeLast().until(ended.at()));
          }
        }
        case Change _ -> {
          // Nothing that an inventory would show.
        }
      }
    }
  }

  private static void refused(
      List<Hold> its,
      Map<String, PlannedOperation> all,
      String operation,
      Optional<Diagnostic> why) {
    if (why.filter(told -> told.code().equals(Endings.INVENTORY)).isPresent()) {
      InventoryWork work = PlannedAgenda.required(all, operation).extra().change().orElseThrow();
      its.getLast()
          .steps()
          .add(new Step(operation, work.verb(), work.components(), Json.NULL, true));
    }
  }

  /** Checks every inventory, once every agenda that had one was taken in. */
  void check() {
    holds.forEach(this::check);
  }

  private void check(Inventory inventory, List<Hold> unsorted) {
    List<Hold> all = unsorted.stream().sorted(Comparator.comparingLong(Hold::token)).toList();
    var content = new TreeMap<String, Component>();
    Optional<Hold> before = Optional.empty();
    for (Hold hold : all) {
      before.ifPresent(earlier ->
          expect(
              earlier.token() < hold.token() && !hold.from().isBefore(earlier.until()),
              () -> hold.agenda() + " had an inventory that " + earlier.agenda() + " had"));
      hold.steps().forEach(step -> follow(hold.agenda(), step, content));
      before = Optional.of(hold);
    }
    var found = new TreeMap<String, Component>();
    for (InventoryComponent component :
        rows.components(inventory.customer(), inventory.name(), MANY, Optional.empty())
            .components()) {
      found.put(
          component.id(),
          new Component(component.agenda(), component.operation(), component.value()));
    }
    expect(found.equals(content), () -> inventory + " has " + cut(found) + ", not " + cut(content));
    expect(
        rows.head(inventory.customer(), inventory.name()).flatMap(InventoryHead::holder).isEmpty(),
        () -> inventory + " is still held");
    expect(
        rows.waiting(inventory.customer(), inventory.name(), MANY).isEmpty(),
        () -> inventory + " is still waited for");
  }

  private void follow(AgendaKey agenda, Step step, Map<String, Component> content) {
    boolean isTaken =
        step.components().stream()
            .map(id -> Optional.ofNullable(content.get(id)))
            .flatMap(Optional::stream)
            .anyMatch(other ->
                !other.agenda().equals(agenda) || !other.operation().equals(step.operation()));
    boolean adds = step.verb() == Verb.CREATE || step.verb() == Verb.FIND;
    expect(
        !adds || step.isRefused() == isTaken,
        () -> agenda + "/" + step.operation() + " made what was there, or could have: " + step);
    if (step.isRefused()) {
      seen.accept(Feature.THERE_ALREADY);
      return;
    }
    for (String id : step.components()) {
      change(agenda, step, id, content);
    }
  }

  private void change(AgendaKey agenda, Step step, String id, Map<String, Component> content) {
    switch (step.verb()) {
      case CREATE -> {
        content.put(id, new Component(agenda, step.operation(), step.result()));
        seen.accept(Feature.CREATED);
      }
      case FIND -> {
        Json value = FoundComponents.find(step.result(), id).orElse(Json.NULL);
        content.put(id, new Component(agenda, step.operation(), value));
        seen.accept(Feature.FOUND);
      }
      case UPDATE, GET -> {
        Optional<Component> known = Optional.ofNullable(content.get(id));
        expect(known.isPresent(), () -> step + " changed what was not there");
        known.ifPresent(component ->
            content.put(
                id, new Component(component.agenda(), component.operation(), step.result())));
        seen.accept(Feature.CHANGED);
      }
      case DELETE -> {
        expect(content.remove(id) != null, () -> step + " deleted what was not there");
        seen.accept(Feature.REMOVED);
      }
      case RUN -> expect(false, () -> step + " changed an inventory");
    }
  }

  private static String cut(Map<String, Component> content) {
    String text = content.toString();
    return text.substring(0, Math.min(300, text.length()));
  }

  private void expect(boolean holdsTrue, Supplier<String> otherwise) {
    expectation.expect(holdsTrue, otherwise);
  }
}
