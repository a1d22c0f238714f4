package dev.fairlead.core.agenda;

import dev.fairlead.core.agenda.OperationDraft.Mention;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules operations must keep among each other: names, dependencies, references, cycles. */
final class DependencyRules {
  private static final Set<String> TOKENS = Set.of(References.AGENDA_ID, References.OPERATION_NAME);
  private static final String SECRET = "secret:";
  private static final String OUTPUT = ".out";

  /** Names of a cycle that are shown; of longer ones the first. */
  private static final int MAX_SHOWN = 20;

  private final List<OperationDraft> drafts;
  private final List<String> spellings;
  private final Findings findings;
  private final OperationNames names = new OperationNames(List.of());

  DependencyRules(List<OperationDraft> drafts, Findings findings) {
    this.drafts = drafts;
    this.spellings = drafts.stream().map(OperationDraft::name).filter(n -> !n.isEmpty()).toList();
    this.findings = findings;
  }

  /** The operations; only good for use if nothing was found. */
  List<OperationSpec> check() {
    checkNames();
    var specs = new ArrayList<OperationSpec>(drafts.size());
    var edges = new ArrayList<List<Integer>>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      var explicit = explicit(i);
      var all = new LinkedHashSet<>(explicit);
      all.addAll(referenced(i));
      checkPhases(drafts.get(i), all);
      edges.add(List.copyOf(all));
      specs.add(
          drafts
              .get(i)
              .withDependencies(explicit.stream().map(n -> drafts.get(n).name()).toList()));
    }
    for (var cycle : new DependencyGraph(edges).cycles()) {
      reportCycle(cycle);
    }
    return specs;
  }

  private void checkNames() {
    for (var draft : drafts) {
      // An operation without a proper name still takes an index, under a name nobody can mention.
      var name = draft.name().isEmpty() ? "\0" + draft.place() : draft.name();
      names
          .add(name)
          .ifPresent(first ->
              findings.add(
                  draft.place().child("name"),
                  ProblemCode.DUPLICATE_NAME,
                  "The name "
                      + Quoted.name(name)
                      + " is taken by "
                      + drafts.get(first).place().toString().substring(1)
                      + "; names must differ in more than case."));
    }
  }

  /** What comes finally comes after the rest: waiting for it would never end. */
  private void checkPhases(OperationDraft draft, Set<Integer> dependencies) {
    if (draft.phase() == Phase.FINALLY) {
      return;
    }
    for (int dependency : dependencies) {
      if (drafts.get(dependency).phase() == Phase.FINALLY) {
        findings.add(
            draft.place(),
            ProblemCode.WAITS_FOR_FINALLY,
            "It waits for "
                + Quoted.name(drafts.get(dependency).name())
                + ", which comes after all of operations.");
      }
    }
  }

  private Set<Integer> explicit(int index) {
    var found = new LinkedHashSet<Integer>();
    for (Mention mention : drafts.get(index).dependsOn()) {
      var target = names.find(mention.name());
      if (target.isEmpty()) {
        findings.add(
            mention.place(),
            ProblemCode.UNKNOWN_DEPENDENCY,
            "There is no operation " + Quoted.name(mention.name()) + ".",
            findings.nearest(mention.name(), spellings));
      } else if (target.get() == index) {
        reportSelf(mention.place());
      } else {
        found.add(target.get());
      }
    }
    return found;
  }

  private Set<Integer> referenced(int index) {
    var draft = drafts.get(index);
    var found = new LinkedHashSet<Integer>();
    References.visit(
        draft.payload(),
        draft.place().child("payload"),
        (place, part) -> {
          switch (part) {
            case ReferencePart.Text _ -> {}
            case ReferencePart.Bad(String text, String why) ->
                findings.add(
                    place,
                    ProblemCode.BAD_REFERENCE,
                    Quoted.plain(text) + " is no reference, because " + why + ".");
            case Reference reference -> refer(reference, place, index, found);
          }
        });
    return found;
  }

  private void refer(Reference reference, JsonPointer place, int index, Set<Integer> found) {
    if (TOKENS.contains(reference.name())) {
      return;
    }
    if (reference.name().startsWith(SECRET)) {
      findings.notSupportedYet(place, "A secret");
      return;
    }
    var operation = reference.operation();
    var target = operation.flatMap(names::find);
    if (target.isPresent() && target.get() == index) {
      reportSelf(place);
    } else if (target.isPresent()) {
      found.add(target.get());
    } else if (reference.fallback().isEmpty()) {
      reportUnknown(reference, place);
    }
  }

  private void reportUnknown(Reference reference, JsonPointer place) {
    var operation = reference.operation();
    if (operation.isPresent()) {
      findings.add(
          place,
          ProblemCode.UNKNOWN_REFERENCE,
          "There is no operation "
              + Quoted.name(operation.get())
              + " for "
              + Quoted.plain(reference.text())
              + ".",
          findings.nearest(operation.get(), spellings));
    } else {
      findings.add(
          place,
          ProblemCode.UNKNOWN_REFERENCE,
          Quoted.plain(reference.text())
              + " names no output (an operation's name and .out) and no token.",
          meant(reference.name()));
    }
  }

  /** For a name that is neither an output nor a token. */
  private Optional<String> meant(String name) {
    int dot = name.lastIndexOf('.');
    if (names.find(name).isPresent()) {
      return Optional.of(name + OUTPUT);
    }
    if (dot > 0 && names.find(name.substring(0, dot)).isPresent()) {
      return Optional.of(name.substring(0, dot) + OUTPUT);
    }
    return findings
        .nearest(name, TOKENS)
        .or(() -> findings.nearest(name, spellings).map(near -> near + OUTPUT));
  }

  private void reportSelf(JsonPointer place) {
    findings.add(place, ProblemCode.SELF_DEPENDENCY, "An operation can't wait for itself.");
  }

  private void reportCycle(List<Integer> cycle) {
    var shown =
        cycle.stream()
            .limit(MAX_SHOWN)
            .map(node -> Quoted.plain(drafts.get(node).name()))
            .collect(Collectors.joining(" -> "));
    var first = drafts.get(cycle.getFirst());
    var more = cycle.size() > MAX_SHOWN ? " -> … (" + cycle.size() + " in all)" : "";
    findings.add(
        first.place(),
        ProblemCode.CYCLE,
        "These wait for each other: " + shown + more + " -> " + Quoted.plain(first.name()) + ".");
  }
}
