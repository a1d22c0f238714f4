package dev.fairlead.reference;

import static dev.fairlead.reference.Markdown.code;

import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.core.agenda.Token;
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
    return List.of(states(), handlers(), references());
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

  private static Page references() {
    var page =
        Page.markdown(
            "references.md",
            "References",
            "What the strings of a payload may hold in place of values that are known only later.");
    page.line("").header("form", "meaning");
    page.row(code("@<encode.out>"), "The whole output of the operation `encode`.");
    page.row(
        code("@<encode.out::/files/0/url>"),
        "What its JSON Pointer (RFC 6901) leads to in there; a first `/` that is missing is added,"
            + " `/` alone is the whole output.");
    page.row(code("@<encode.out::/size?>"), "The same, or null where there is nothing.");
    page.row(code("@<encode.out::/size?big>"), "The same, or the text `big`: always a string.");
    page.row(code("@<encode.out::/size?=42>"), "The same, or a JSON value of any type.");
    page.row(code("@<pop.agendaId>"), "A token: what the run knows of itself.");
    page.row(
        code("@<secret:cms-password>"),
        "A [secret](../guides/secrets.md) of the customer's, as text; with neither pointer nor"
            + " fallback.");
    page.section("Tokens").header("token", "what it stands for");
    for (Token token : Token.values()) {
      page.row(code(token.text()), token.meaning());
    }
    page.section("How they are replaced")
        .line(
            "Just before an attempt starts, in every string of its payload, in fields and in lists"
                + " alike:");
    page.line("")
        .line("- A string that is one reference becomes the value, whatever its type.")
        .line(
            "- Inside a longer string, and where references touch, a string, number, boolean or"
                + " null becomes text; an object or a list is a problem.")
        .line(
            "- A fallback serves when the pointer leads nowhere, when the operation has no output,"
                + " and when there is no such operation.")
        .line(
            "- A text fallback ends at the first `>`; in a string that is nothing but the"
                + " reference, at the last. A fallback after `?=` ends where its JSON does.")
        .line("- Names of fields are never replaced, and what was put in is not looked at again.")
        .line(
            "- Secrets come last, where the work starts, and only where the document itself asks"
                + " for them.")
        .line("- An operation that answered null gave `{}`.")
        .line(
            "- What can't be replaced fails its own operation, with code `reference` and every"
                + " place named.");
    page.paragraph(
        "An operation waits for those whose output it references, beside those that it depends on"
            + " otherwise. Names of operations are compared ignoring case. A reference to an"
            + " operation or token that there is not, and without a fallback, is refused at"
            + " submit.");
    return page.page();
  }
}
