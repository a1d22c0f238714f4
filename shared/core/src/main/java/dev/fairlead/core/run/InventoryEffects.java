package dev.fairlead.core.run;

import dev.fairlead.core.agenda.ComponentWork;
import dev.fairlead.core.agenda.Verb;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.InventoryView.Maker;
import dev.fairlead.core.run.Report.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the success of an operation does to its agenda's inventory. */
final class InventoryEffects {
  private static final String CODE = "inventory";
  private static final int SHOWN = 5;

  private final Plan plan;
  private final EntryDraft draft;
  private final InventoryView view;

  InventoryEffects(Plan plan, EntryDraft draft, InventoryView view) {
    this.plan = plan;
    this.draft = draft;
    this.view = view;
  }

  /** What it comes to. */
  sealed interface Effect {}

  /** The components of these ids change; none is fine, too. */
  record Changed(Verb verb, List<String> components) implements Effect {
    Changed {
      components = List.copyOf(components);
    }
  }

  /** It can't be, so the operation has failed after all, and nothing changes. */
  record Impossible(Diagnostic why) implements Effect {}

  /**
   * Decides the effect.
   *
   * @param result what the operation gave
   * @param output where that is placed
   */
  Effect of(OperationRun operation, Json result, Output output) {
    Optional<ComponentWork> work = plan.operation(operation.name()).work();
    if (work.isEmpty() || work.get().verb() == Verb.RUN || plan.document().inventory().isEmpty()) {
      return new Changed(Verb.RUN, List.of());
    }
    if (!(draft.lock().orElse(null) instanceof InventoryLock.Held)) {
      return impossible("Its agenda ended before it got hold of the inventory.");
    }
    String id = work.get().id();
    Verb verb = work.get().verb();
    return switch (verb) {
      case CREATE -> added(verb, operation, List.of(id), output);
      case UPDATE, GET ->
          find(id).isPresent() ? sized(verb, List.of(id), output) : new Changed(verb, List.of());
      case DELETE -> new Changed(verb, find(id).isPresent() ? List.of(id) : List.of());
      case FIND -> found(operation, result);
      case RUN -> new Changed(verb, List.of());
    };
  }

  private Effect found(OperationRun operation, Json result) {
    if (!(result instanceof Json.Obj object)
        || !(object.field(FoundComponents.FIELD).orElse(Json.NULL)
            instanceof Json.Arr(var items))) {
      return impossible("What it found is to be a list, " + FoundComponents.FIELD + ".");
    }
    if (items.size() > FoundComponents.MAX_FOUND) {
      return impossible(
          "It found "
              + items.size()
              + " components; "
              + FoundComponents.MAX_FOUND
              + " are allowed.");
    }
    var ids = new ArrayList<String>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Optional<String> id = FoundComponents.id(items.get(i));
      if (id.isEmpty()) {
        return impossible(
            "Component " + i + " has no id: a text, " + FoundComponents.ID_FIELDS + ".");
      }
      if (EntrySize.json(items.get(i)) > FoundComponents.MAX_BYTES) {
        return tooLarge(id.get());
      }
      ids.add(id.get());
    }
    return added(Verb.FIND, operation, ids, new Output.Inline(Json.NULL));
  }

  private Effect added(Verb verb, OperationRun operation, List<String> ids, Output output) {
    Set<String> doubles = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>();
    for (String id : ids) {
      boolean isThere = find(id).filter(maker -> !isSame(maker, operation)).isPresent();
      if (isThere || !seen.add(id)) {
        doubles.add(id);
      }
    }
    if (doubles.isEmpty()) {
      return sized(verb, ids, output);
    }
    String more = doubles.size() > SHOWN ? " and " + (doubles.size() - SHOWN) + " more" : "";
    return impossible(
        "Already in the inventory: "
            + String.join(", ", doubles.stream().limit(SHOWN).toList())
            + more
            + ".");
  }

  /** Done again, an operation replaces what it had put there. */
  private static boolean isSame(Maker maker, OperationRun operation) {
    return maker.isOwn() && maker.operation().equals(operation.name());
  }

  private Effect sized(Verb verb, List<String> ids, Output output) {
    boolean isLarge =
        output instanceof Output.Spilled spilled && spilled.bytes() > FoundComponents.MAX_BYTES;
    return isLarge ? tooLarge(ids.getFirst()) : new Changed(verb, ids);
  }

  /** As the inventory will be with what the entry holds so far; who updates it made nothing. */
  private Optional<Maker> find(String id) {
    List<Change> changes = draft.changes();
    for (int i = changes.size() - 1; i >= 0; i--) {
      if (changes.get(i) instanceof Change.InventoryChanged change
          && change.verb() != Verb.UPDATE
          && change.verb() != Verb.GET
          && change.components().contains(id)) {
        return change.verb() == Verb.DELETE
            ? Optional.empty()
            : Optional.of(new Maker(true, change.operation()));
      }
    }
    return view.find(id);
  }

  private static Effect tooLarge(String id) {
    return impossible(
        "Component "
            + id
            + " takes more than the "
            + FoundComponents.MAX_BYTES / 1024
            + " KiB that an inventory keeps of one.");
  }

  private static Effect impossible(String message) {
    return new Impossible(new Diagnostic(CODE, message));
  }
}
