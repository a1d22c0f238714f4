package dev.fairlead.cli;

import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An agenda as {@code GET /v1/agendas/{id}} shows it. */
record AgendaView(
    String id,
    Optional<String> title,
    Optional<String> parent,
    String state,
    Optional<String> held,
    Optional<String> outcome,
    Optional<Instant> addedAt,
    boolean isLate,
    Optional<BigDecimal> makespanSeconds,
    Optional<BigDecimal> criticalPathSeconds,
    Optional<BigDecimal> ratio,
    Optional<Long> maxParallel,
    Optional<BigDecimal> percent,
    List<OperationView> operations) {
  AgendaView {
    operations = List.copyOf(operations);
  }

  static AgendaView of(Json.Obj agenda) {
    var operations = new ArrayList<OperationView>();
    for (var item : items(agenda, "operations")) {
      operations.add(OperationView.of(item));
    }
    return new AgendaView(
        agenda.text("id").orElse(""),
        agenda.text("title").filter(title -> !title.isBlank()),
        parent(agenda),
        agenda.text("state").orElse("UNKNOWN"),
        agenda.text("held"),
        agenda.text("outcome"),
        instant(agenda, "addedAt"),
        agenda.truth("late").orElse(false),
        number(agenda, "makespanSeconds"),
        number(agenda, "criticalPathSeconds"),
        number(agenda, "ratio"),
        agenda.whole("maxParallel"),
        number(agenda, "percent"),
        operations);
  }

  /** Whose operation it does, in words. */
  private static Optional<String> parent(Json.Obj agenda) {
    return agenda
        .field("parent")
        .flatMap(given -> given instanceof Json.Obj parent ? Optional.of(parent) : Optional.empty())
        .map(parent ->
            "operation "
                + parent.text("operation").orElse("")
                + " of agenda "
                + parent.text("agendaId").orElse(""));
  }

  boolean isComplete() {
    return state.equals("COMPLETE");
  }

  /** The operations that failed or ran out of time. */
  Stream<OperationView> failures() {
    return operations.stream().filter(OperationView::failed);
  }

  /** The objects in a field that holds an array. */
  static List<Json.Obj> items(Json.Obj object, String name) {
    var items = new ArrayList<Json.Obj>();
    if (object.field(name).orElse(Json.NULL) instanceof Json.Arr array) {
      for (var item : array.items()) {
        if (item instanceof Json.Obj one) {
          items.add(one);
        }
      }
    }
    return items;
  }

  static Optional<Instant> instant(Json.Obj object, String name) {
    try {
      return object.text(name).map(Instant::parse);
    } catch (RuntimeException notATime) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> number(Json.Obj object, String name) {
    return object.field(name).orElse(Json.NULL) instanceof Json.Num(BigDecimal value)
        ? Optional.of(value)
        : Optional.empty();
  }
}
