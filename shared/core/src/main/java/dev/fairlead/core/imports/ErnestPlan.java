package dev.fairlead.core.imports;

import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.InventoryName;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.agenda.SimulatedTime;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Plans of ernest's scheduler, as it was sent them or as it stored them on the way. Each becomes an
 * agenda with an operation for each change, which waits for those that the edges lead from.
 *
 * <p>What a change does it does with an inventory by the plan's name. What the plan says of
 * components is only read, by templates: the inventory knows better.
 */
public final class ErnestPlan {
  private static final int MAX_TEXT = 1024;
  private static final int MAX_INVENTORY = 64;

  private final ErnestGraph graph;
  private final Set<Integer> completed;
  private final List<Integer> live;
  private final Findings findings;

  private ErnestPlan(ErnestGraph graph, ErnestMode mode, Findings findings) {
    this.graph = graph;
    this.findings = findings;
    this.completed = mode == ErnestMode.RESUME ? Set.copyOf(in("completed")) : Set.of();
    this.live = graph.sendOrder().stream().filter(change -> !completed.contains(change)).toList();
  }

  /**
   * Makes an agenda of a plan. Cost: linear, and changes times edges in bits.
   *
   * @param simulation how it goes with what has no handler; without it that is a problem
   * @param types the operation types that have a handler
   */
  public static ImportOutcome toAgenda(
      Json given,
      ErnestMode mode,
      ErnestHandlers handlers,
      Optional<ErnestSimulation> simulation,
      KnownTypes types) {
    var findings = new Findings();
    var leftBehind = new LeftBehindCount();
    var graph = new ErnestReading(findings, leftBehind).read(given);
    var plan = new ErnestPlan(graph, mode, findings);
    plan.refuseUnreachable();
    plan.refuseNothingLeft();
    var changes = new ErnestChanges(graph, plan.completed, handlers, simulation, findings);
    var operations = changes.operations(plan.live);
    var document = plan.document(operations);
    var problems = plan.problems(document, types, changes);
    return problems.isEmpty()
        ? new ImportOutcome.Imported(
            document,
            operations.stream().mapToInt(ErnestPlan::dependencies).sum(),
            changes.renamed(plan.live),
            leftBehind.all(),
            plan.notes(mode, changes))
        : new ImportOutcome.Refused(problems);
  }

  private List<Integer> in(String state) {
    return IntStream.range(0, graph.changes().size())
        .filter(change -> graph.changes().get(change).isIn(state))
        .boxed()
        .toList();
  }

  /** What ernest would never have sent: with a start, only what the edges lead to from there. */
  private void refuseUnreachable() {
    if (graph.entries().isEmpty()) {
      return;
    }
    var reached = new HashSet<Integer>();
    var next = new LinkedHashSet<>(graph.entries().get());
    var after = graph.after();
    while (!next.isEmpty()) {
      int change = next.removeFirst();
      if (reached.add(change)) {
        next.addAll(after.get(change));
      }
    }
    for (int i = 0; i < graph.changes().size(); i++) {
      if (!reached.contains(i)) {
        findings.add(
            graph.changes().get(i).place(),
            ProblemCode.UNREACHABLE,
            "No edges lead to "
                + graph.changes().get(i).quoted()
                + " from start, so it would never be run.");
      }
    }
  }

  private void refuseNothingLeft() {
    if (!graph.changes().isEmpty() && live.isEmpty()) {
      findings.add(
          ErnestGraph.CHANGES,
          ProblemCode.NO_OPERATIONS,
          "Every change is completed, so nothing is left to resume; the mode restart runs all.");
    }
  }

  private Json.Obj document(List<Json.Obj> operations) {
    var id = text("id");
    var action = text("action");
    var title =
        text("name")
            .or(() -> action.map(verb -> verb + id.map(plan -> " " + plan).orElse("")))
            .or(() -> id);
    var document = Json.object().putText("title", title.map(ErnestPlan::bounded));
    document.putText("linkId", id.map(ErnestPlan::bounded));
    document.putText("inventory", text("name").or(() -> id).flatMap(ErnestPlan::inventory));
    document.putIfPresent("params", action.map(verb -> Json.object().put("action", verb).build()));
    return document.put("onFailure", "drain").put("operations", Json.array(operations)).build();
  }

  private static Optional<String> inventory(String name) {
    var plain = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
    return InventoryName.of(plain.substring(0, Math.min(MAX_INVENTORY, plain.length())))
        .map(InventoryName::value);
  }

  private Optional<String> text(String field) {
    return graph.whole().text(field).filter(text -> !text.isBlank());
  }

  private static String bounded(String text) {
    return text.length() <= MAX_TEXT
        ? text
        : text.substring(
            0, Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT);
  }

  private List<Problem> problems(Json.Obj document, KnownTypes types, ErnestChanges changes) {
    var problems = new ArrayList<>(findings.problems());
    if (!graph.changes().isEmpty()) {
      var all = IntStream.range(0, graph.changes().size()).boxed().toList();
      // Also what is completed: a cycle is one whatever was done of it.
      broken(document(changes.bare(all)), KnownTypes.of(Set.of(SimulatedTime.TYPE))).stream()
          .map(problem -> inPlan(problem, all))
          .forEach(problems::add);
    }
    if (problems.isEmpty()) {
      broken(document, types).stream().map(problem -> inPlan(problem, live)).forEach(problems::add);
    }
    problems.sort(Problem.BY_PLACE);
    return problems;
  }

  private static List<Problem> broken(Json.Obj document, KnownTypes types) {
    return DocumentRules.check(document, types)
            instanceof DocumentRules.Invalid(List<Problem> broken)
        ? broken
        : List.of();
  }

  /** What is wrong with an operation is wrong with the change it was made of. */
  private Problem inPlan(Problem problem, List<Integer> changes) {
    var tokens = JsonPointer.parse(problem.path()).orElse(JsonPointer.WHOLE).tokens();
    if (tokens.isEmpty() || !tokens.getFirst().equals("operations")) {
      return problem;
    }
    int operation = tokens.size() == 1 ? changes.size() : Integer.parseInt(tokens.get(1));
    var place =
        operation < changes.size()
            ? graph.changes().get(changes.get(operation)).place()
            : ErnestGraph.CHANGES;
    return new Problem(
        place.toString(),
        problem.code(),
        problem.message(),
        problem.suggestion(),
        problem.position());
  }

  private static int dependencies(Json.Obj operation) {
    return operation.field("dependsOn").orElse(Json.NULL) instanceof Json.Arr(List<Json> names)
        ? names.size()
        : 0;
  }

  private List<ImportOutcome.Note> notes(ErnestMode mode, ErnestChanges changes) {
    var notes = new ArrayList<ImportOutcome.Note>();
    if (mode == ErnestMode.RESUME) {
      note(notes, "Completed before, so not run again", ids(in("completed")));
      note(notes, "Was running, so run once more", ids(in("running")));
      note(notes, "Had failed, so run again", ids(in("errored")));
    }
    note(notes, "Named anew, because references can't hold ::, ?, < or >", changes.respelled());
    note(notes, "Credentials, not carried over but asked for as secrets", changes.secrets());
    note(notes, "Simulated, for want of a handler", changes.simulated());
    return notes;
  }

  private List<String> ids(List<Integer> changes) {
    return changes.stream().map(change -> graph.changes().get(change).id()).toList();
  }

  private static void note(List<ImportOutcome.Note> notes, String what, List<String> which) {
    if (!which.isEmpty()) {
      notes.add(new ImportOutcome.Note(what, which));
    }
  }
}
