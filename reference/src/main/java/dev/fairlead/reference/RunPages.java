package dev.fairlead.reference;

import static dev.fairlead.reference.Markdown.code;

import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.AgendaTransitions;
import dev.fairlead.core.run.OperationOutcome;
import dev.fairlead.core.run.OperationState;
import dev.fairlead.core.run.OperationTransitions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What becomes of agendas and operations. */
final class RunPages {
  /** A row of a transition table, whatever machine it is of. */
  private record Step(String from, String by, String to) {}

  private RunPages() {}

  static List<Page> all() {
    return List.of(states(), handlers());
  }

  private static Page states() {
    var page =
        Page.markdown(
            "states.md",
            "States",
            "The states of agendas and operations. What is not in a table can't happen.");
    page.section("Agenda").header("state", "meaning");
    for (AgendaState state : AgendaState.values()) {
      page.row(code(state.name()), state.meaning());
    }
    page.paragraph(
        "Before its claim an agenda has no journal: it is WAITING while it is in line and READY"
            + " once it is dispatched. Outcomes: "
            + Stream.of(AgendaOutcome.values())
                .map(outcome -> code(outcome.word()))
                .collect(Collectors.joining(", "))
            + ".");
    var agendaSteps = new ArrayList<Step>();
    agendaSteps.add(new Step(AgendaState.WAITING.name(), "dispatched", AgendaState.READY.name()));
    for (AgendaTransitions.Transition each : AgendaTransitions.TABLE) {
      agendaSteps.add(new Step(each.from().name(), change(each.by()), each.to().name()));
    }
    machine(page, agendaSteps, AgendaState.WAITING.name(), AgendaState.COMPLETE.name());

    page.section("Operation").header("state", "meaning");
    for (OperationState state : OperationState.values()) {
      page.row(code(state.name()), state.meaning());
    }
    page.paragraph(
        "Outcomes: "
            + Stream.of(OperationOutcome.values())
                .map(outcome -> code(outcome.word()))
                .collect(Collectors.joining(", "))
            + ".");
    machine(
        page,
        OperationTransitions.TABLE.stream()
            .map(each -> new Step(each.from().name(), change(each.by()), each.to().name()))
            .toList(),
        OperationState.WAITING.name(),
        OperationState.COMPLETE.name());
    return page.page();
  }

  private static String change(Class<?> change) {
    return Words.spaced(change.getSimpleName());
  }

  private static void machine(Markdown page, List<Step> steps, String first, String last) {
    page.line("").line("```mermaid").line("stateDiagram-v2").line("  [*] --> " + first);
    for (Step step : steps) {
      page.line("  " + step.from() + " --> " + step.to() + " : " + step.by());
    }
    page.line("  " + last + " --> [*]").line("```");
    page.line("").header("from", "by", "to");
    for (Step step : steps) {
      page.row(code(step.from()), step.by(), code(step.to()));
    }
  }

  private static Page handlers() {
    var page =
        Page.markdown(
            "handlers.md",
            "Operation types",
            "The operation types, and where each one's work is done.");
    page.line("").header("type", "what it does", "where");
    for (HandlerSpec handler : HandlerSpec.values()) {
      page.row(code(handler.type()), handler.meaning(), code(handler.place().name()));
    }
    page.section("Places").header("place", "meaning");
    for (HandlerSpec.Place place : HandlerSpec.Place.values()) {
      page.row(code(place.name()), place.meaning());
    }
    return page.page();
  }
}
