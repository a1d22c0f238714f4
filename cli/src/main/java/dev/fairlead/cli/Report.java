package dev.fairlead.cli;

import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Follows an agenda to its end, shows how it went, and says what to exit with. */
final class Report {
  /** What to say of a failed operation, beyond why. */
  interface Advice {
    List<String> about(String agendaId, String operation);
  }

  private static final int MAX_FAILURES = 5;

  private final Fairlead fairlead;
  private final OutputOptions output;

  Report(Fairlead fairlead, OutputOptions output) {
    this.fairlead = fairlead;
    this.output = output;
  }

  ExitCode follow(ApiClient api, String id, Advice advice) {
    var surroundings = fairlead.surroundings();
    var commentary = output.commentary(surroundings);
    var follower =
        new Follower(
            api, fairlead.progress(commentary), surroundings.clock(), surroundings.pause());
    Json.Obj answer = follower.follow(id);
    var agenda = AgendaView.of(answer);
    output.write(surroundings.out(), answer, () -> table(fairlead, agenda));
    var failures = failures(agenda, advice);
    if (!failures.isEmpty()) {
      commentary.print(failures);
    }
    return ExitCode.ofOutcome(agenda.outcome().orElse(""));
  }

  /** The agenda for people. */
  static List<String> table(Fairlead fairlead, AgendaView agenda) {
    var out = fairlead.surroundings().out();
    return new ResultTable(out.size().get().columns(), fairlead.style(out))
        .lines(agenda, fairlead.surroundings().clock().instant());
  }

  private static List<String> failures(AgendaView agenda, Advice advice) {
    var lines = new ArrayList<String>();
    var failed = agenda.operations().stream().filter(OperationView::failed).toList();
    for (var operation : failed.subList(0, Math.min(MAX_FAILURES, failed.size()))) {
      lines.add("");
      lines.add(ResultTable.failure(operation));
      for (var line : advice.about(agenda.id(), operation.name())) {
        lines.add("  " + line);
      }
    }
    if (failed.size() > MAX_FAILURES) {
      lines.add("");
      lines.add((failed.size() - MAX_FAILURES) + " more failed.");
    }
    return lines;
  }
}
