package dev.fairlead.core.agenda;

import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.quota.AmountText;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;

/**
 * What an agenda holds from its admission to its end, whatever others do: with it each of its
 * operations can run, if only by itself, so an admitted agenda can always go on.
 *
 * <p>It is the most of every amount that one operation requests. Often no single operation requests
 * all of that, but less would not do: the one with the most memory must fit, and the one with the
 * most cores. Memory that grows from attempt to attempt counts as what it may come to: with less,
 * several admitted agendas could each wait for memory that the others hold.
 */
public final class Floor {
  private static final String RESERVE = "reserve";

  private Floor() {}

  /** The floor of a document. Cost: linear in its operations. */
  public static Amounts of(AgendaDocument document) {
    var floor = document.reserve().max(Amounts.of(0, 1, 0, 0));
    for (OperationSpec operation : document.operations()) {
      floor = floor.max(operation.mostRequests());
      if (operation.type().equals(ExpansionRules.UPDATE_AGENDA)) {
        floor = floor.max(Requests.listed(operation.payload()));
      }
    }
    return floor.withAgendas(1);
  }

  /**
   * Why a document's agenda could never be admitted: what its floor has more of than there may be,
   * at the first place that asks for so much. Empty if nothing is in its way but others.
   *
   * @param whose limits they are, for people: {@code the insight gpu}
   */
  public static List<Problem> neverFits(AgendaDocument document, Limits limits, String whose) {
    return limits.exceededBy(of(document)).stream()
        .map(name ->
            new Problem(
                asked(document, name, limits.value(name)).toString(),
                ProblemCode.NEVER_FITS,
                "The agenda holds "
                    + AmountText.text(name, of(document).value(name))
                    + " of "
                    + name
                    + " from its admission to its end, and there is at most "
                    + AmountText.text(name, limits.value(name))
                    + " for "
                    + whose
                    + "."))
        .toList();
  }

  /** Where a document asks for more than so much; itself, where it does not say. */
  private static JsonPointer asked(AgendaDocument document, String name, long limit) {
    if (document.reserve().value(name) > limit) {
      return JsonPointer.WHOLE.child(RESERVE).child(name);
    }
    var next = new EnumMap<Phase, Integer>(Phase.class);
    for (OperationSpec operation : document.operations()) {
      int index = next.merge(operation.phase(), 1, Integer::sum) - 1;
      if (operation.mostRequests().value(name) > limit) {
        var list = operation.phase() == Phase.MAIN ? "operations" : "finally";
        return JsonPointer.WHOLE.child(list).child(index);
      }
    }
    return JsonPointer.WHOLE;
  }

  static Amounts readReserve(Json.Obj document, Findings findings) {
    return AmountFields.work(document, JsonPointer.WHOLE, RESERVE, findings)
        .map(Amounts::ofMap)
        .orElse(Amounts.NONE);
  }

  /** Notes what a valid document reserves and could never use. */
  static void checkReserve(AgendaDocument document, Findings findings) {
    if (document.reserve().isZero() || isOpen(document)) {
      return;
    }
    Amounts most = widest(document).max(of(document.withoutReserve()));
    for (String name : document.reserve().without(most).asMap().keySet()) {
      findings.add(
          JsonPointer.WHOLE.child(RESERVE).child(name),
          ProblemCode.RESERVE_TOO_LARGE,
          "The agenda's widest level could use "
              + AmountText.text(name, most.value(name))
              + " of "
              + name
              + " at the most.");
    }
  }

  /** Notes which of an agenda's new operations would not fit in its floor. */
  static void checkGrowth(List<OperationDraft> drafts, Amounts floor, Findings findings) {
    for (OperationDraft draft : drafts) {
      Amounts most = draft.retry().most(draft.requests()).plus(draft.dependents());
      if (!floor.covers(most)) {
        findings.add(
            draft.place().child("requests"),
            ProblemCode.REQUESTS_OVER_RESERVE,
            "It requests "
                + most
                + ", and the agenda has "
                + floor.withAgendas(0)
                + " for sure; reserve more in its document.");
      }
    }
  }

  /** Whether nobody can tell yet what it will have to do. */
  private static boolean isOpen(AgendaDocument document) {
    return document.operations().stream()
        .anyMatch(operation -> operation.expansion() instanceof Expansion.Generator);
  }

  /** The most that operations use which are as many steps away from the agenda's begin. */
  private static Amounts widest(AgendaDocument document) {
    record Level(Phase phase, int steps) {}
    var graph = AgendaGraph.of(document);
    var byName = new HashMap<String, OperationSpec>();
    document.operations().forEach(operation -> byName.put(operation.name(), operation));
    var steps = new HashMap<String, Integer>();
    var levels = new HashMap<Level, Amounts>();
    for (String name : graph.topologicalOrder()) {
      int before =
          graph.dependencies(name).stream()
              .mapToInt(dependency -> steps.getOrDefault(dependency, 0))
              .max()
              .orElse(0);
      steps.put(name, before + 1);
      OperationSpec operation = byName.get(name);
      if (operation != null) {
        Amounts used = operation.mostRequests().times(atOnce(operation));
        levels.merge(new Level(operation.phase(), before + 1), used, Amounts::plus);
      }
    }
    return levels.values().stream().reduce(Amounts.NONE, Amounts::max);
  }

  private static long atOnce(OperationSpec operation) {
    return switch (operation.expansion()) {
      case Expansion.ForEach(Json items, String _, int maxConcurrency, var _) ->
          items instanceof Json.Arr(List<Json> list)
              ? Math.min(list.size(), maxConcurrency)
              : maxConcurrency;
      case Expansion.None _, Expansion.Generator _, Expansion.Element _, Expansion.Dependent _ -> 1;
    };
  }
}
