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
    description = {
      "Shows what an agenda's operations wrote: the end of each, and all of one.",
      "What is kept is the last 4 MiB of an attempt."
    })
final class LogsCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ID", description = "Agenda id, or @latest for your newest.")
  private String id = "";

  @Option(
      names = "--operation",
      paramLabel = "NAME",
      description = "Of this operation alone, and from the beginning.")
  private @Nullable String operation;

  LogsCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var agenda = AgendaIds.resolve(api, id);
      var logs =
          AgendaView.items(api.logs(agenda, Optional.ofNullable(operation)), "logs").stream()
              .map(log -> operation == null ? log : whole(api, agenda, log))
              .toList();
      var answer = Json.object().put("logs", Json.array(logs)).build();
      if (logs.isEmpty() && output.isTable()) {
        // Said aside: standard output holds what operations wrote, and that is nothing.
        surroundings.err().print("Nothing was written yet.");
      }
      if (output.isTable()) {
        logs.stream()
            .filter(log -> log.whole("bytes").isPresent())
            .forEach(log -> surroundings.err().print(List.of(more(agenda, log))));
      }
      output.write(surroundings.out(), answer, () -> lines(logs));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private static Json.Obj whole(ApiClient api, String agenda, Json.Obj log) {
    if (log.whole("bytes").isEmpty()) {
      return log;
    }
    var name = log.text("operation").orElse("");
    long attempt = log.whole("attempt").orElse(1L);
    return Json.object()
        .put("operation", name)
        .put("attempt", attempt)
        .put("text", api.wholeLog(agenda, name, attempt))
        .build();
  }

  private static String more(String agenda, Json.Obj log) {
    var name = log.text("operation").orElse("");
    return Text.line(
        "Of "
            + name
            + " this is the end; all "
            + log.whole("bytes").orElse(0L)
            + " bytes: fairlead logs "
            + agenda
            + " --operation '"
            + name
            + "'");
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
