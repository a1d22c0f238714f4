package dev.fairlead.resourcepool.executor;

import dev.fairlead.core.agenda.Condition;
import dev.fairlead.core.agenda.ConditionLanguage;
import dev.fairlead.core.agenda.ConditionLanguage.Decided;
import dev.fairlead.core.agenda.ConditionLanguage.Subject;
import dev.fairlead.core.agenda.ConditionLanguage.Undecidable;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.OperationOutcome;
import dev.fairlead.core.run.Plan;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.store.Outputs;
import java.util.HashMap;
import java.util.Optional;

/** Decides just before an operation starts whether it has anything to do. */
final class Conditions {
  private final Outputs outputs;

  Conditions(Outputs outputs) {
    this.outputs = outputs;
  }

  /**
   * How the attempt ends without having started; empty if it is to start. Cost: nothing for an
   * operation without a condition; else as much as reading the outputs it speaks of.
   */
  Optional<Ending> decide(
      AgendaKey agenda, Plan plan, AgendaRun run, Optional<Condition> condition) {
    return condition.flatMap(given -> decide(agenda, plan, run, given));
  }

  private Optional<Ending> decide(AgendaKey agenda, Plan plan, AgendaRun run, Condition condition) {
    var language =
        ConditionLanguage.installed()
            .orElseThrow(() -> new IllegalStateException("no language for conditions"));
    var subjects = new HashMap<String, Subject>();
    for (String name : condition.names()) {
      plan.graph()
          .find(name)
          .map(run::operation)
          .ifPresent(operation ->
              subjects.put(
                  name,
                  new Subject(
                      outputs.of(agenda, run, operation),
                      operation.outcome().map(OperationOutcome::word))));
    }
    return switch (language.decide(condition, subjects)) {
      case Decided(boolean holds) when holds -> Optional.empty();
      case Decided _ ->
          Optional.of(
              new Ending.Declined(
                  new Diagnostic(Diagnostic.CONDITION, "It is not so: " + condition.text())));
      case Undecidable(String why) ->
          Optional.of(
              new Ending.Failed(
                  new Diagnostic("undecidable", "Its condition can't be decided: " + why)));
    };
  }
}
