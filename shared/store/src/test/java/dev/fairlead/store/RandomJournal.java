package dev.fairlead.store;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaRun;
import dev.fairlead.core.run.AgendaState;
import dev.fairlead.core.run.Change;
import dev.fairlead.core.run.OperationOutcome;
import dev.fairlead.core.run.OperationRun;
import dev.fairlead.core.run.OperationTransitions;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report.Diagnostic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A walk over the transition tables: entries that some journal could hold. */
final class RandomJournal {
  static final List<String> OPERATIONS = List.of("a", "b/c", "ü \"quoted\"", "10%");

  private final Random random;
  private Instant now = Instant.parse("2026-03-01T12:00:00.123Z");

  RandomJournal(long seed) {
    random = new Random(seed);
  }

  static AgendaRun empty() {
    return AgendaRun.empty(OPERATIONS);
  }

  /** Changes that may come next; none once nothing can. */
  List<Change> next(AgendaRun run) {
    var changes = new ArrayList<Change>();
    if (run.state() == AgendaState.READY) {
      changes.add(new Change.AgendaStarted(1, now));
      return changes;
    }
    if (run.isComplete()) {
      return changes;
    }
    if (run.operations().values().stream().allMatch(OperationRun::isComplete)) {
      changes.add(new Change.AgendaEnded(AgendaOutcome.SUCCEEDED, now));
      return changes;
    }
    for (OperationRun operation : run.operations().values()) {
      if (random.nextBoolean()) {
        change(operation).ifPresent(changes::add);
      }
      now = now.plusMillis(random.nextInt(500));
    }
    return changes;
  }

  private Optional<Change> change(OperationRun operation) {
    var possible =
        OperationTransitions.TABLE.stream()
            .filter(transition -> transition.from() == operation.state())
            .map(OperationTransitions.Transition::by)
            .toList();
    String kind = possible.get(random.nextInt(possible.size())).getSimpleName();
    String name = operation.name();
    int attempt = Math.max(1, operation.attempt());
    return Optional.of(
        switch (kind) {
          case "OperationReady" -> new Change.OperationReady(name, now);
          case "OperationLaunched" -> new Change.OperationLaunched(name, attempt + 1, now);
          case "OperationStarted" -> new Change.OperationStarted(name, attempt, number(), now);
          case "OperationExpanded" ->
              new Change.OperationExpanded(
                  name, attempt, 2, new Output.Inline(Json.texts(List.of("x", "y"))), now);
          case "StartsCounted" -> new Change.StartsCounted(name, attempt, number(), now);
          case "OperationRetrying" ->
              new Change.OperationRetrying(
                  name,
                  attempt,
                  number(),
                  random.nextBoolean(),
                  why(),
                  random.nextBoolean() ? Optional.of(now.plusMillis(1)) : Optional.empty(),
                  now);
          case "OperationSkipped" -> new Change.OperationSkipped(name, now, why());
          case "OperationEnded" -> ended(name, attempt);
          default -> throw new AssertionError("a new kind of change: " + kind);
        });
  }

  private Change ended(String name, int attempt) {
    return random.nextBoolean()
        ? new Change.OperationEnded(
            name,
            attempt,
            number(),
            Optional.of(now),
            now,
            OperationOutcome.SUCCEEDED,
            Optional.of(output()),
            Optional.empty())
        : new Change.OperationEnded(
            name,
            attempt,
            0,
            Optional.empty(),
            now,
            OperationOutcome.FAILED,
            Optional.empty(),
            Optional.of(why()));
  }

  private Output output() {
    return switch (random.nextInt(4)) {
      case 0 -> new Output.Inline(Json.NULL);
      case 1 -> new Output.Inline(Json.object().put("sha256", "no hash").build());
      case 2 -> new Output.Inline(Json.texts(List.of("1", "\u2028 \\ \"")));
      default -> new Output.Spilled("ab".repeat(32), 123_456_789_012L);
    };
  }

  private static Diagnostic why() {
    return new Diagnostic("exit:1", "It ended\nwith “1”.");
  }

  private int number() {
    return random.nextInt(4);
  }
}
