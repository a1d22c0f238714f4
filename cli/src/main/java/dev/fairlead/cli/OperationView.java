package dev.fairlead.cli;

import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An operation as shown.
 *
 * @param subject what it does with which component, if it says so
 * @param dependsOn the names of those it waits for, whatever the reason
 * @param result JSON; absent until it succeeded
 * @param diagnostic what went wrong
 * @param said what its latest attempt says of itself
 */
record OperationView(
    String name,
    String type,
    Optional<String> subject,
    String state,
    Optional<String> outcome,
    long attempt,
    List<String> dependsOn,
    Optional<Instant> startedAt,
    Optional<Instant> completedAt,
    Optional<Json> result,
    Optional<DiagnosticView> diagnostic,
    SaidView said) {
  OperationView {
    dependsOn = List.copyOf(dependsOn);
  }

  static OperationView of(Json.Obj operation) {
    return new OperationView(
        operation.text("name").orElse(""),
        operation.text("type").orElse(""),
        operation.text("subject"),
        operation.text("state").orElse("UNKNOWN"),
        operation.text("outcome"),
        operation.whole("attempt").orElse(0L),
        texts(operation, "dependsOn"),
        AgendaView.instant(operation, "startedAt"),
        AgendaView.instant(operation, "completedAt"),
        operation.field("result").filter(result -> !(result instanceof Json.Null)),
        operation.field("diagnostic").flatMap(OperationView::diagnosticView),
        SaidView.of(operation));
  }

  /** One that is known by name only. */
  static OperationView waiting(String name) {
    return new OperationView(
        name,
        "",
        Optional.empty(),
        "WAITING",
        Optional.empty(),
        0,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        SaidView.NOTHING);
  }

  boolean isComplete() {
    return state.equals("COMPLETE");
  }

  boolean succeeded() {
    return outcome.filter("succeeded"::equals).isPresent();
  }

  boolean failed() {
    return outcome.filter(one -> one.equals("failed") || one.equals("timedOut")).isPresent();
  }

  boolean skipped() {
    return outcome.filter("skipped"::equals).isPresent();
  }

  /** How long its last attempt ran, or has been running. */
  Optional<Duration> elapsed(Instant now) {
    return startedAt.map(start -> {
      var duration = Duration.between(start, completedAt.orElse(now));
      // Two clocks are at work: the server's and ours.
      return duration.isNegative() ? Duration.ZERO : duration;
    });
  }

  /** Whether it runs somewhere where it can say how far it is. */
  boolean mayTell() {
    return state.equals("EXECUTING")
        && HandlerSpec.of(type)
            .filter(handler -> handler.place() != HandlerSpec.Place.RESIDENT)
            .isPresent();
  }

  /** This operation when that is what its attempt says of itself. */
  OperationView saying(long sayer, SaidView heard) {
    return sayer != attempt
        ? this
        : new OperationView(
            name,
            type,
            subject,
            state,
            outcome,
            attempt,
            dependsOn,
            startedAt,
            completedAt,
            result,
            diagnostic,
            heard);
  }

  /** How much of it is done, in percent, as far as that is known. */
  long percent() {
    return isComplete() ? 100 : state.equals("EXECUTING") ? said.percent().orElse(0L) : 0;
  }

  /** This operation after one more event. */
  OperationView after(RunEvent event) {
    var attempted = event.attempt().orElse(attempt);
    return switch (event.type()) {
      case "operation.ready" -> with("READY", attempted, startedAt, completedAt);
      case "operation.launched" -> with("LEASING", attempted, Optional.empty(), Optional.empty());
      case "operation.started" -> with("EXECUTING", attempted, event.at(), Optional.empty());
      case "operation.retrying" -> with("RETRYING", attempted, Optional.empty(), Optional.empty());
      case "operation.completed" ->
          new OperationView(
              name,
              type,
              subject,
              "COMPLETE",
              Optional.of(event.outcome()),
              attempted,
              dependsOn,
              startedAt,
              event.at(),
              result,
              diagnostic,
              said);
      default -> this;
    };
  }

  private OperationView with(
      String newState, long attempted, Optional<Instant> started, Optional<Instant> completed) {
    return new OperationView(
        name,
        type,
        subject,
        newState,
        outcome,
        attempted,
        dependsOn,
        started,
        completed,
        result,
        diagnostic,
        attempted == attempt ? said : SaidView.NOTHING);
  }

  private static Optional<DiagnosticView> diagnosticView(Json diagnostic) {
    return diagnostic instanceof Json.Obj object
        ? Optional.of(DiagnosticView.of(object))
        : Optional.empty();
  }

  private static List<String> texts(Json.Obj object, String name) {
    return object.field(name).orElse(Json.NULL) instanceof Json.Arr(List<Json> items)
        ? items.stream()
            .flatMap(item -> item instanceof Json.Str(String text) ? Stream.of(text) : Stream.of())
            .toList()
        : List.of();
  }
}
