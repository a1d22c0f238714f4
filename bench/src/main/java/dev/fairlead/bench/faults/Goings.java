package dev.fairlead.bench.faults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All operations of an agenda, those included that it may yet get. */
final class Goings {
  private final Map<String, PlannedOperation> planned;
  private final Map<String, Going> all = new LinkedHashMap<>();

  Goings(PlannedAgenda plan) {
    this.planned = plan.everything();
    planned.forEach((name, operation) ->
        all.put(name, new Going(operation, plan.operations().containsKey(name))));
  }

  Going of(String name) {
    Going going = all.get(name);
    if (going == null) {
      throw new IllegalArgumentException("no operation " + name);
    }
    return going;
  }

  /** Those that the agenda has by now. */
  Stream<Going> there() {
    return all.values().stream().filter(Going::isThere);
  }

  /** What must be over, and well, before it starts. */
  List<Going> needs(Going going) {
    return PlannedAgenda.needs(going.operation(), planned).stream().map(this::of).toList();
  }

  /** The work for the items of a list, or what an operation adds. */
  List<Going> grown(Going by) {
    return by.operation().grows().stream().map(more -> of(more.name())).toList();
  }

  /** The list that it is the work for an item of. */
  Going listOf(Going element) {
    return of(element.operation().extra().element().orElseThrow().of());
  }

  /** Whether more of a list failed than it tolerates. */
  boolean hasTooManyFailures(Going list) {
    return grown(list).stream().filter(Going::hasFailed).count()
        > list.operation().extra().items().orElseThrow().tolerated();
  }

  /** Whether what its condition asks is so. */
  boolean isAgreed(Going going) {
    return going
        .operation()
        .extra()
        .when()
        .map(when -> {
          Going subject = of(when.subject());
          return when.holds(subject.hasSucceeded(), subject.attempt());
        })
        .orElse(true);
  }

  boolean isMainOver() {
    return there().allMatch(going -> going.isOver() || going.operation().isFinal());
  }

  /** Those that a wish to have the agenda done again is about. */
  Set<String> again(Redo redo) {
    return switch (redo.which()) {
      case ALL -> names(_ -> true);
      case UNFINISHED -> withDependants(going -> !going.hasSucceeded());
      case FAILED ->
          withDependants(
              going -> !going.hasSucceeded() && (!going.wasSkipped() || isLeftOut(going)));
      case FROM -> withDependants(going -> going.name().equals(redo.from()));
    };
  }

  /** Whether its list did not succeed, and never came to it. */
  private boolean isLeftOut(Going going) {
    return going.operation().isElement() && !listOf(going).hasSucceeded();
  }

  /** Those that did not succeed; what a list tolerated is not among them. */
  Set<String> unfinished() {
    return names(going ->
        !going.hasSucceeded() && !(going.operation().isElement() && listOf(going).hasSucceeded()));
  }

  private Set<String> names(Predicate<Going> which) {
    var names = new TreeSet<String>();
    there().filter(which).map(Going::name).forEach(names::add);
    return names;
  }

  private Set<String> withDependants(Predicate<Going> first) {
    var again = new TreeSet<String>();
    names(first).forEach(name -> addWithDependants(again, name));
    again.addAll(names(going -> going.operation().isFinal()));
    there()
        .filter(going -> going.operation().isElement())
        .filter(element -> again.contains(element.name()))
        .map(this::listOf)
        .map(Going::name)
        .toList()
        .forEach(list -> addWithDependants(again, list));
    // What a list waits for comes out anew: so do all of its items.
    again.removeAll(
        names(going ->
            going.operation().isElement()
                && listOf(going).operation().dependencies().stream().anyMatch(again::contains)));
    return again;
  }

  private void addWithDependants(Set<String> again, String name) {
    if (again.add(name)) {
      there()
          .filter(going -> going.operation().dependencies().contains(name))
          .forEach(dependant -> addWithDependants(again, dependant.name()));
    }
  }

  /** These begin from the beginning; what came from them is gone, unless it is done in part. */
  void startOver(Set<String> again) {
    for (String name : again) {
      Going going = of(name);
      List<Going> grown = grown(going);
      boolean inPart =
          going.operation().isList()
              && grown.stream().anyMatch(element -> again.contains(element.name()));
      if (!inPart) {
        grown.forEach(this::leave);
      }
    }
    there().filter(going -> again.contains(going.name())).forEach(Going::startOver);
  }

  private void leave(Going going) {
    going.leave();
    grown(going).forEach(this::leave);
  }
}
