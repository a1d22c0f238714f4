package dev.fairlead.core.run;

import dev.fairlead.core.agenda.DependentRules;
import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.AmountText;
import dev.fairlead.core.quota.Amounts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Takes or refuses what attempts ask for beside themselves, each name once. Nothing waits: what
 * doesn't fit in what the document says of the operation's dependents is refused at once.
 */
final class DependentAsks {
  /** Of the problems of one; the answers to all have to fit onto a pod. */
  private static final int MAX_TOLD_BYTES = 3 * 1024;

  private final Plan plan;
  private final EntryDraft draft;
  private final Function<Json, Output> outputs;

  DependentAsks(Plan plan, EntryDraft draft, Function<Json, Output> outputs) {
    this.plan = plan;
    this.draft = draft;
    this.outputs = outputs;
  }

  /** Writes down what is new in it, and has the attempt told what was settled before. */
  void ask(Report.Asked report) {
    Set<String> known = known(report.operation(), report.attempt());
    var old = new HashSet<>(report.asked().fields().keySet());
    old.retainAll(known);
    if (!old.isEmpty()) {
      draft.intend(new Intent.Answer(report.operation(), report.attempt(), old));
    }
    var fresh = new TreeMap<>(report.asked().fields());
    fresh.keySet().removeAll(known);
    if (!fresh.isEmpty()) {
      take(report, fresh, known.size(), old.size());
    }
  }

  private void take(
      Report.Asked report, Map<String, Json> fresh, int knownBefore, int askedBefore) {
    OperationSpec by = plan.operation(report.operation());
    var taken = new ArrayList<String>();
    var refused = new TreeMap<String, Json>();
    Amounts used = used(report.operation(), report.attempt());
    int count = 0;
    for (Map.Entry<String, Json> one : fresh.entrySet()) {
      var problems = new ArrayList<Problem>();
      count++;
      if (knownBefore + count > Expansion.Dependent.MAX_OF_ATTEMPT
          || askedBefore + count > Expansion.Dependent.MAX_ASKED) {
        problems.add(
            new Problem(
                "",
                ProblemCode.TOO_MANY_OPERATIONS,
                "An attempt has at most "
                    + Expansion.Dependent.MAX_ASKED
                    + " dependents whose outcome it has not taken, and "
                    + Expansion.Dependent.MAX_OF_ATTEMPT
                    + " in all."));
      } else if (EntrySize.json(one.getValue()) > Expansion.Dependent.MAX_BYTES) {
        problems.add(
            new Problem(
                "",
                ProblemCode.TOO_LONG,
                "A dependent has at most "
                    + Expansion.Dependent.MAX_BYTES / 1024
                    + " KiB as JSON; what is larger goes by a place that both can reach."));
      } else {
        used = used.plus(check(report, one.getKey(), one.getValue(), by, used, problems));
      }
      if (problems.isEmpty()) {
        taken.add(one.getKey());
      } else {
        refused.put(one.getKey(), told(problems));
      }
    }
    // The entry takes them out of the run, and nobody would end them.
    new Dependents(plan, draft).endBefore(report.operation(), report.attempt());
    draft.change(
        new Change.DependentsAsked(
            report.operation(),
            report.attempt(),
            taken,
            refused,
            outputs.apply(report.asked()),
            draft.now()));
    if (!refused.isEmpty()) {
      draft.intend(new Intent.Answer(report.operation(), report.attempt(), refused.keySet()));
    }
  }

  /** What it will use; nothing if it has problems. */
  private Amounts check(
      Report.Asked report,
      String name,
      Json asked,
      OperationSpec by,
      Amounts used,
      List<Problem> problems) {
    var growth =
        DependentRules.check(
            name, asked, by, report.attempt(), beside(by.name(), report.attempt()), plan.types());
    problems.addAll(growth.problems());
    Amounts most =
        growth.operations().isEmpty()
            ? Amounts.NONE
            : growth.operations().getFirst().mostRequests();
    if (by.dependents().isZero()) {
      problems.add(
          new Problem(
              "",
              ProblemCode.REQUESTS_OVER_RESERVE,
              "The document says of "
                  + by.name()
                  + " no dependents, so it may have none: add what they use at most at once."));
    } else {
      problems.addAll(lacking(most, by, by.dependents().without(used)));
    }
    return problems.isEmpty() ? most : Amounts.NONE;
  }

  private static List<Problem> lacking(Amounts most, OperationSpec by, Amounts left) {
    return most.without(left).asMap().keySet().stream()
        .map(name ->
            new Problem(
                "/requests/" + name,
                ProblemCode.REQUESTS_OVER_RESERVE,
                "It requests "
                    + AmountText.text(name, most.value(name))
                    + ", and of the "
                    + AmountText.text(name, by.dependents().value(name))
                    + " that the document says for the dependents of "
                    + by.name()
                    + " there is left "
                    + AmountText.text(name, left.value(name))
                    + "."))
        .toList();
  }

  /** The operations that stay: what earlier attempts had beside them leaves its names. */
  private List<OperationSpec> beside(String operation, int attempt) {
    return plan.operations().values().stream()
        .filter(spec ->
            !(spec.expansion() instanceof Expansion.Dependent earlier
                && earlier.of().equals(operation)
                && earlier.attempt() < attempt))
        .toList();
  }

  /** Names that this attempt has used. */
  private Set<String> known(String operation, int attempt) {
    var names = new HashSet<String>();
    for (Growth growth : draft.growths()) {
      if (growth instanceof Growth.Dependents asked
          && asked.by().equals(operation)
          && asked.attempt() == attempt) {
        names.addAll(asked.taken());
        names.addAll(asked.refused().keySet());
      }
    }
    return names;
  }

  /** By those that are not over. */
  private Amounts used(String operation, int attempt) {
    Amounts used = Amounts.NONE;
    for (Growth growth : draft.growths()) {
      if (growth instanceof Growth.Dependents asked
          && asked.by().equals(operation)
          && asked.attempt() == attempt) {
        for (String name : asked.names()) {
          if (!draft.operation(name).isComplete()) {
            used = used.plus(plan.operation(name).mostRequests());
          }
        }
      }
    }
    return used;
  }

  private static Json told(List<Problem> problems) {
    var told = new ArrayList<Json>();
    long bytes = 0;
    for (Problem problem : problems) {
      Json one =
          Json.object()
              .put("path", problem.path())
              .put("code", problem.code().text())
              .put("message", problem.message())
              .build();
      bytes += EntrySize.json(one);
      if (!told.isEmpty() && bytes > MAX_TOLD_BYTES) {
        break;
      }
      told.add(one);
    }
    return Json.array(told);
  }
}
