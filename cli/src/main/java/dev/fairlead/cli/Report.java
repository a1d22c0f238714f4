package dev.fairlead.cli;

import dev.fairlead.cli.Diagnosis.Step;
import dev.fairlead.core.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Follows an agenda to its end, shows how it went, and says what to exit with. */
final class Report {
  private final Fairlead fairlead;
  private final OutputOptions output;

  Report(Fairlead fairlead, OutputOptions output) {
    this.fairlead = fairlead;
    this.output = output;
  }

  /**
   * Follows and shows.
   *
   * @param steps what to do after a failure; not asked for otherwise
   */
  ExitCode follow(ApiClient api, String id, Function<AgendaView, List<Step>> steps) {
    var surroundings = fairlead.surroundings();
    var commentary = output.commentary(surroundings);
    var follower =
        new Follower(
            api, fairlead.progress(commentary), surroundings.clock(), surroundings.pause());
    var answer = follower.follow(id);
    var agenda = AgendaView.of(answer);
    output.write(surroundings.out(), answer, () -> table(fairlead, agenda));
    if (agenda.failures().findFirst().isPresent()) {
      commentary.print(diagnosis(fairlead, commentary, api, agenda, steps.apply(agenda)));
    }
    return agenda.held().isPresent()
        ? ExitCode.SUCCEEDED
        : ExitCode.ofOutcome(agenda.outcome().orElse(""));
  }

  /** The agenda for people. */
  static List<String> table(Fairlead fairlead, AgendaView agenda) {
    var out = fairlead.surroundings().out();
    return new ResultTable(out.size().get().columns(), fairlead.style(out))
        .lines(agenda, fairlead.surroundings().clock().instant());
  }

  /** Why it failed, with what its operations wrote; empty if it did not. */
  static List<String> diagnosis(
      Fairlead fairlead, Screen screen, ApiClient api, AgendaView agenda, List<Step> steps) {
    var size = screen.size().get();
    // Nothing is broken into lines for a file: it is searched, not looked at.
    int columns = size.equals(Screen.UNBOUNDED) ? Integer.MAX_VALUE : size.columns();
    return new Diagnosis(columns, fairlead.style(screen))
        .lines(agenda, operation -> lastLog(api, agenda.id(), operation), steps);
  }

  /** What to ask a server for after a failure. */
  static List<Step> closerLook(AgendaView agenda) {
    var id = Text.line(agenda.id());
    var first = agenda.failures().findFirst().map(OperationView::name).orElse("");
    return List.of(
        Step.of("all it wrote", "fairlead logs " + id + " --operation " + Text.quoted(first)),
        Step.of("as a picture", "fairlead graph " + id));
  }

  private static String lastLog(ApiClient api, String id, String operation) {
    try {
      return AgendaView.items(api.logs(id, Optional.of(operation)), "logs").stream()
          .reduce((earlier, later) -> attempt(later) >= attempt(earlier) ? later : earlier)
          .flatMap(log -> log.text("text"))
          .orElse("");
    } catch (CliException unheard) {
      // The agenda's outcome is known, and matters more than its log.
      return "";
    }
  }

  private static long attempt(Json.Obj log) {
    return log.whole("attempt").orElse(1L);
  }
}
