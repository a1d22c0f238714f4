package dev.fairlead.cli;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead rerun ID}. */
@Command(
    name = "rerun",
    mixinStandardHelpOptions = true,
    description = {
      "Does an agenda that is over again.",
      "What comes finally is done again in any case."
    })
final class RerunCommand implements Callable<Integer> {
  private static final int SHOWN_NAMES = 20;
  private static final String ALL = "all";

  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ID", description = "Agenda id, or @latest for your newest.")
  private String id = "";

  @ArgGroup(exclusive = true)
  private @Nullable Which which;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = {
        "Changes the document first: a JSON Pointer into it and what is to be there,",
        "as JSON, or as text if it is none: --set /operations/0/payload/quality=high"
      })
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = "--skip-execution",
      description = {"Only resets it; it is then held until another rerun."})
  private boolean skipExecution;

  @Option(names = "--dry-run", description = "Tells what would run and what would be reused.")
  private boolean dryRun;

  @Option(names = "--watch", description = "Then follows the agenda to its end, as 'watch' does.")
  private boolean watch;

  /** What is done again; everything, if nothing is said. */
  static final class Which {
    @Option(names = "--all", description = "Everything (default).")
    private boolean all;

    @Option(names = "--continue", description = "All that did not succeed.")
    private boolean unfinished;

    @Option(
        names = "--only-failed",
        description = "What failed or was cancelled, and what waits for it.")
    private boolean failed;

    @Option(
        names = "--from",
        paramLabel = "OP",
        split = ",",
        description = "These operations, and all that wait for them.")
    private List<String> from = List.of();

    private String word() {
      if (all) {
        return ALL;
      }
      return failed && !unfinished ? "failed" : "unfinished";
    }
  }

  RerunCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var agenda = AgendaIds.resolve(api, id);
      var answer = api.rerun(agenda, request());
      if (watch && !dryRun) {
        return new WatchCommand(fairlead).follow(api, agenda, output).number();
      }
      output.write(surroundings.out(), answer, () -> lines(agenda, answer));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private Json request() {
    var request = Json.object();
    if (which != null && !which.from.isEmpty()) {
      request.put("from", Json.texts(which.from));
    } else {
      request.put("which", which == null ? ALL : which.word());
    }
    if (!set.isEmpty()) {
      var changes = Json.object();
      set.forEach((path, text) -> changes.put(path, value(text)));
      request.put("set", changes.build());
    }
    if (skipExecution) {
      request.put("skipExecution", true);
    }
    return request.put("dryRun", dryRun).build();
  }

  /** JSON as it is; what is none is a text, so that nobody has to quote twice. */
  private static Json value(String text) {
    try {
      return JsonText.parse(text);
    } catch (FairleadException plain) {
      return Json.of(text);
    }
  }

  private List<String> lines(String agenda, Json.Obj answer) {
    var lines = new ArrayList<String>();
    var held = answer.text("held").map(Text::line);
    lines.add(
        "Agenda "
            + Text.line(agenda)
            + (dryRun
                ? " would "
                    + held.map(why -> "be reset and held: " + why).orElse("run again")
                    + "; nothing is done yet."
                : held.map(why -> " is reset and held: " + why + ".").orElse(" runs again.")));
    lines.addAll(
        names(held.isPresent() ? "reset" : dryRun ? "would run" : "runs", answer, "again"));
    lines.addAll(names("removed", answer, "removed"));
    lines.addAll(names("reused", answer, "kept"));
    if (!dryRun && held.isEmpty()) {
      lines.add("Follow it with: fairlead watch " + Text.line(agenda));
    }
    return lines;
  }

  private static List<String> names(String label, Json.Obj answer, String field) {
    if (!(answer.field(field).orElse(Json.NULL) instanceof Json.Arr(List<Json> items))
        || items.isEmpty()) {
      return List.of();
    }
    var shown =
        items.stream()
            .limit(SHOWN_NAMES)
            .flatMap(item ->
                item instanceof Json.Str(String name) ? Stream.of(Text.line(name)) : Stream.of())
            .toList();
    var more = items.size() > SHOWN_NAMES ? ", and " + (items.size() - SHOWN_NAMES) + " more" : "";
    return List.of("  " + Text.pad(label + ":", 11) + String.join(", ", shown) + more);
  }
}
