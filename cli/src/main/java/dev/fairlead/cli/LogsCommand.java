package dev.fairlead.cli;

import dev.fairlead.cli.Style.Tone;
import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead logs ID}. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Shows what an agenda's operations wrote.")
final class LogsCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ID", description = "Agenda id, or @latest for your newest.")
  private String id = "";

  @Option(names = "--operation", paramLabel = "NAME", description = "Of this operation alone.")
  private @Nullable String operation;

  LogsCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer = api.logs(AgendaIds.resolve(api, id), Optional.ofNullable(operation));
      var logs = AgendaView.items(answer, "logs");
      if (logs.isEmpty() && output.isTable()) {
        // Said aside: standard output holds what operations wrote, and that is nothing.
        surroundings.err().print("Nothing was written yet.");
      }
      output.write(surroundings.out(), answer, () -> lines(logs));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private List<String> lines(List<Json.Obj> logs) {
    var out = fairlead.surroundings().out();
    var style = fairlead.style(out);
    var lines = new ArrayList<String>();
    for (var log : logs) {
      if (logs.size() > 1) {
        var name = Text.line(log.text("operation").orElse(""));
        long attempt = log.whole("attempt").orElse(1L);
        lines.add(
            style.paint(
                Tone.STRONG,
                "== " + name + (attempt > 1 ? " (attempt " + attempt + ")" : "") + " =="));
      }
      var text = log.text("text").orElse("");
      // In a file the bytes are the operation's own; in a terminal they must not steer it.
      (out.terminal() ? Text.block(text) : text).lines().forEach(lines::add);
    }
    return lines;
  }
}
