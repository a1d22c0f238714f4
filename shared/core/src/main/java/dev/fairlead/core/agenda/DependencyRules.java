package dev.fairlead.core.agenda;

import dev.fairlead.core.agenda.OperationDraft.Mention;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules operations must keep among each other: names, dependencies, references, cycles. */
final class DependencyRules {
  private static final Set<String> TOKENS =
      Arrays.stream(Token.values()).map(Token::text).collect(Collectors.toUnmodifiableSet());
  private static final String OUTPUT = ".out";

  /** Names of a cycle that are shown; of longer ones the first. */
  private static final int MAX_SHOWN = 20;

  /** The last part of an element's name. */
  private static final Pattern INDEX = Pattern.compile("\\[[0-9]+]$");

  private final List<OperationSpec> present;
  private final List<OperationDraft> drafts;
  private final List<String> spellings;
  private final Set<Token> absentTokens;
  private final KnownTypes types;
  private final boolean isChild;
  private final Findings findings;
  private final OperationNames names = new OperationNames(List.of());

  /**
   * Rules for new operations.
   *
   * @param present operations that are there already, and wait for none of the new ones
   * @param absentTokens those that stand for nothing, because the document gives them no value
   * @param isChild whether there are documents around, to which references to other names, and bad
   *     ones, have been held already
   */
  DependencyRules(
      List<OperationSpec> present,
      List<OperationDraft> drafts,
      Set<Token> absentTokens,
      KnownTypes types,
      boolean isChild,
      Findings findings) {
    this.isChild = isChild;
    this.present = present;
    this.absentTokens = absentTokens;
    this.types = types;
    this.drafts = drafts;
    this.spellings =
        Stream.concat(
                present.stream().map(OperationSpec::name),
                drafts.stream().map(OperationDraft::name))
            .filter(name -> !name.isEmpty())
            .toList();
    this.findings = findings;
  }

  /** The operations; only good for use if nothing was found. */
  List<OperationSpec> check() {
    checkNames();
    var specs = new ArrayList<OperationSpec>(drafts.size());
    var edges = new ArrayList<List<Integer>>();
    present.forEach(_ -> edges.add(List.of()));
    for (var draft : drafts) {
      int index = edges.size();
      var explicit = explicit(draft, index);
      var all = new LinkedHashSet<>(explicit);
      all.addAll(referenced(draft, index));
      checkPhases(draft, all);
      edges.add(List.copyOf(all));
      specs.add(draft.withDependencies(explicit.stream().map(this::name).toList()));
    }
    addTurns(edges);
    for (var cycle : new DependencyGraph(edges).cycles()) {
      reportCycle(cycle);
    }
    return specs;
  }

  /** In a group each comes after the one before it. */
  private void addTurns(List<List<Integer>> edges) {
    var last = new HashMap<List<Object>, Integer>();
    for (int i = 0; i < edges.size(); i++) {
      var group =
          i < present.size()
              ? present.get(i).sequentialGroup()
              : drafts.get(i - present.size()).sequentialGroup();
      if (group.isPresent()) {
        Integer before = last.put(List.of(phase(i), group.get()), i);
        if (before != null && i >= present.size()) {
          var longer = new LinkedHashSet<>(edges.get(i));
          longer.add(before);
          edges.set(i, List.copyOf(longer));
        }
      }
    }
  }

  private String name(int index) {
    return index < present.size()
        ? present.get(index).name()
        : drafts.get(index - present.size()).name();
  }

  private Phase phase(int index) {
    return index < present.size()
        ? present.get(index).phase()
        : drafts.get(index - present.size()).phase();
  }

  private String whose(int index) {
    return index < present.size()
        ? "another operation"
        : drafts.get(index - present.size()).place().toString().substring(1);
  }

  private void checkNames() {
    present.forEach(operation -> names.add(operation.name()));
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
                      + whose(first)
                      + "; names must differ in more than case."));
    }
    drafts.forEach(this::checkElementName);
  }

  /** {@code encode[3]} is the work for an item of {@code encode}, if that has a list. */
  private void checkElementName(OperationDraft draft) {
    var index = INDEX.matcher(draft.name());
    boolean isTaken =
        index.find()
            && names
                .find(draft.name().substring(0, index.start()))
                .filter(this::hasElements)
                .isPresent();
    if (isTaken) {
      findings.add(
          draft.place().child("name"),
          ProblemCode.DUPLICATE_NAME,
          "The name " + Quoted.name(draft.name()) + " is that of an item's work.");
    }
  }

  private boolean hasElements(int index) {
    var expansion =
        index < present.size()
            ? present.get(index).expansion()
            : drafts.get(index - present.size()).expansion();
    return expansion instanceof Expansion.ForEach;
  }

  /** What comes finally comes after the rest: waiting for it would never end. */
  private void checkPhases(OperationDraft draft, Set<Integer> dependencies) {
    if (draft.phase() == Phase.FINALLY) {
      return;
    }
    for (int dependency : dependencies) {
      if (phase(dependency) == Phase.FINALLY) {
        findings.add(
            draft.place(),
            ProblemCode.WAITS_FOR_FINALLY,
            "It waits for "
                + Quoted.name(name(dependency))
                + ", which comes after all of operations.");
      }
    }
  }

  private Set<Integer> explicit(OperationDraft draft, int index) {
    var found = new LinkedHashSet<Integer>();
    for (Mention mention : draft.dependsOn()) {
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

  private Set<Integer> referenced(OperationDraft draft, int index) {
    var found = new LinkedHashSet<Integer>();
    var item = Optional.<String>empty();
    if (draft.expansion() instanceof Expansion.ForEach forEach) {
      item = Optional.of(forEach.as());
      var place = draft.place().child("forEach").child("items");
      visit(forEach.items(), place, index, Optional.empty(), LaterReferences.NONE, found);
    }
    var later = LaterReferences.of(draft.type(), draft.payload());
    visit(draft.payload(), draft.place().child("payload"), index, item, later, found);
    draft.when().ifPresent(condition -> decided(condition, draft.place(), index, found));
    return found;
  }

  private void decided(Condition condition, JsonPointer at, int index, Set<Integer> found) {
    var place = at.child("when");
    for (var name : condition.names()) {
      var target = names.find(name);
      if (target.isEmpty()) {
        findings.add(
            place,
            ProblemCode.UNKNOWN_REFERENCE,
            "There is no operation " + Quoted.name(name) + ".",
            findings.nearest(name, spellings));
      } else if (target.get() == index) {
        reportSelf(place);
      } else {
        found.add(target.get());
      }
    }
  }

  private void visit(
      Json value,
      JsonPointer at,
      int index,
      Optional<String> item,
      LaterReferences later,
      Set<Integer> found) {
    References.visit(
        value,
        JsonPointer.WHOLE,
        (inside, part) -> {
          var place = at.child(inside);
          switch (part) {
            case ReferencePart.Text _ -> {}
            case ReferencePart.Bad _ when isChild -> {}
            case ReferencePart.Bad(String text, String why) ->
                findings.add(
                    place,
                    ProblemCode.BAD_REFERENCE,
                    Quoted.plain(text) + " is no reference, because " + why + ".");
            case Reference reference -> {
              if (!item.equals(Optional.of(reference.name())) && !later.has(reference, inside)) {
                refer(reference, place, index, found);
              }
            }
          }
        });
  }

  private void refer(Reference reference, JsonPointer place, int index, Set<Integer> found) {
    if (TOKENS.contains(reference.name())) {
      checkGiven(reference, place);
      return;
    }
    if (reference.isSecret()) {
      SecretRules.check(reference, place, drafts.get(index - present.size()), types, findings);
      return;
    }
    var operation = reference.operation();
    var target = operation.flatMap(names::find);
    if (target.isPresent() && target.get() == index) {
      reportSelf(place);
    } else if (target.isPresent()) {
      found.add(target.get());
    } else if (reference.fallback().isEmpty() && !isChild) {
      reportUnknown(reference, place);
    }
  }

  private void checkGiven(Reference reference, JsonPointer place) {
    boolean isAbsent =
        absentTokens.stream().anyMatch(token -> token.text().equals(reference.name()));
    if (isAbsent && reference.fallback().isEmpty()) {
      findings.add(
          place,
          ProblemCode.UNKNOWN_REFERENCE,
          "The document gives no value for " + Quoted.plain(reference.text()) + ".");
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
            .map(node -> Quoted.plain(name(node)))
            .collect(Collectors.joining(" -> "));
    // Those that were there before wait for none of the new ones, so none is in a cycle.
    var first = drafts.get(cycle.getFirst() - present.size());
    var more = cycle.size() > MAX_SHOWN ? " -> … (" + cycle.size() + " in all)" : "";
    findings.add(
        first.place(),
        ProblemCode.CYCLE,
        "These wait for each other: " + shown + more + " -> " + Quoted.plain(first.name()) + ".");
  }
}
