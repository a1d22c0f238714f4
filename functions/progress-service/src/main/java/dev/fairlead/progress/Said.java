package dev.fairlead.progress;

import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.Growth;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.OperationState;
import dev.fairlead.core.run.Plan;
import dev.fairlead.store.ProgressRows;
import dev.fairlead.store.ProgressRows.Row;
import dev.fairlead.wire.ProgressText;
import dev.fairlead.wire.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the operations of a run say of themselves, and how far that makes the agenda. */
record Said(Map<String, Row> rows) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Cost: nothing if no operation could have said anything, else 1 query. */
  static Said of(ProgressRows progress, AgendaKey agenda, Plan plan, AgendaRun run) {
    var rows = new HashMap<String, Row>();
    if (plan.operations().values().stream().anyMatch(spec -> couldSay(spec, run))) {
      for (Row row : progress.of(agenda, Optional.empty())) {
        if (counts(row, run)) {
          rows.put(row.operation(), row);
        }
      }
    }
    return new Said(rows);
  }

  /** What is done inside the executor says nothing; of a pod is also told why it can't start. */
  private static boolean couldSay(OperationSpec spec, AgendaRun run) {
    OperationRun operation = run.operation(spec.name());
    return switch (HandlerSpec.placeOf(spec.type())) {
      case RESIDENT -> false;
      case PROCESS, QUEUE -> operation.starts() > 0;
      case POD, HOST -> operation.isLeased() || operation.starts() > 0;
    };
  }

  /** An attempt that was given up, or that a rerun forgot, no longer tells of its operation. */
  private static boolean counts(Row row, AgendaRun run) {
    OperationRun operation = run.operations().get(row.operation());
    return operation != null
        && operation.attempt() == row.attempt()
        && operation.state() != OperationState.WAITING
        && !row.progress().isNone();
  }

  /** Puts what an operation says into what is shown of it. */
  Json.Builder put(Json.Builder operation, String name) {
    var row = rows.get(name);
    return row == null
        ? operation
        : ProgressText.put(operation, row.progress()).put("saidAt", Times.text(row.at()));
  }

  /**
   * How much of the agenda is done, in percent, with one decimal, cut off: what is not over is not
   * shown as 100. Each operation counts the same, but for what attempts started beside themselves;
   * what is complete, skipped too, is done; what runs is done as far as it says, or as far as its
   * items are.
   */
  BigDecimal percent(Plan plan, AgendaRun run) {
    var lists = new HashMap<String, List<String>>();
    for (Growth growth : run.growths()) {
      if (growth instanceof Growth.Elements list) {
        lists.put(list.by(), list.names());
      }
    }
    BigDecimal sum = BigDecimal.ZERO;
    long total = 0;
    for (OperationSpec spec : plan.operations().values()) {
      boolean isPart =
          spec.expansion() instanceof Expansion.Element
              || spec.expansion() instanceof Expansion.Dependent;
      if (!isPart) {
        total++;
        sum = sum.add(percent(spec.name(), run, lists));
      }
    }
    return total == 0 ? HUNDRED : sum.divide(BigDecimal.valueOf(total), 1, RoundingMode.DOWN);
  }

  private BigDecimal percent(String name, AgendaRun run, Map<String, List<String>> lists) {
    OperationRun operation = run.operation(name);
    if (operation.isComplete()) {
      return HUNDRED;
    }
    List<String> items = lists.getOrDefault(name, List.of());
    if (items.isEmpty()) {
      return own(operation);
    }
    return items.stream()
        .map(run::operation)
        .map(item -> item.isComplete() ? HUNDRED : own(item))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(items.size()), 6, RoundingMode.DOWN);
  }

  private BigDecimal own(OperationRun operation) {
    return Optional.ofNullable(rows.get(operation.name()))
        .filter(_ -> operation.isLeased())
        .flatMap(row -> row.progress().percent())
        .map(BigDecimal::valueOf)
        .orElse(BigDecimal.ZERO);
  }
}
