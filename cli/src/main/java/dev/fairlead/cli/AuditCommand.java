package dev.fairlead.cli;

import dev.fairlead.catalog.ObjectRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead audit}. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description =
        "Tells who held, drained, released, rebound and bumped what, and why, newest first.")
final class AuditCommand implements Callable<Integer> {
  private static final int MAX_PAGE = 100;
  private static final int SHORT = 8;

  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "How many at most (default: 20).")
  private int limit = 20;

  AuditCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new CliException(ExitCode.INVALID, "--limit is 1 or more.");
    }
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var entries = new ArrayList<Json>();
      Optional<String> next = Optional.empty();
      do {
        var values =
            new EnumMap<Parameter, String>(
                Map.of(
                    Parameter.LIMIT, Integer.toString(Math.min(MAX_PAGE, limit - entries.size()))));
        next.ifPresent(after -> values.put(Parameter.AFTER_AUDIT_ENTRY, after));
        var page = api.ask(ObjectRoute.LIST_AUDIT, values);
        entries.addAll(AgendaView.items(page, "entries"));
        next = page.text("next");
      } while (next.isPresent() && entries.size() < limit);
      var answer = Json.object().put("entries", Json.array(entries)).putText("next", next).build();
      var out = surroundings.out();
      output.write(out, answer, () -> lines(AgendaView.items(answer, "entries"), out));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private List<String> lines(List<Json.Obj> entries, Screen out) {
    if (entries.isEmpty()) {
      return List.of("Nobody has held, drained, released, rebound or bumped anything.");
    }
    var table = new Table("WHEN", "WHAT", "OF", "BY", "REASON");
    for (var entry : entries) {
      table.add(
          Table.Cell.of(text(entry, "at")),
          Table.Cell.of(text(entry, "action").toLowerCase(Locale.ROOT)),
          Table.Cell.of(text(entry, "kind") + " " + text(entry, "subject")),
          Table.Cell.of(who(entry)),
          Table.Cell.of(text(entry, "reason")));
    }
    return table.lines(out.size().get().columns(), fairlead.style(out));
  }

  /** Of what was told before there were names, the beginning of the credential's id. */
  private static String who(Json.Obj entry) {
    var id = text(entry, "by");
    return entry.text("byName").orElse("token " + id.substring(0, Math.min(SHORT, id.length())));
  }

  private static String text(Json.Obj entry, String field) {
    return entry.text(field).orElse("");
  }
}
