package dev.fairlead.cli;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead ls}. */
@Command(
    name = "ls",
    mixinStandardHelpOptions = true,
    description = "Lists your agendas, newest first.")
final class ListCommand implements Callable<Integer> {
  private static final int MAX_PAGE = 100;

  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "How many at most (default: 20).")
  private int limit = 20;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only agendas in this state: waiting, executing or complete.")
  private @Nullable String state;

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      description = "Only agendas that ended so: succeeded, failed, cancelled or timedOut.")
  private @Nullable String outcome;

  @Option(names = "--title", paramLabel = "TEXT", description = "Only agendas with this title.")
  private @Nullable String title;

  @Option(names = "--count", description = "Tells how many there are, and not which.")
  private boolean count;

  @ArgGroup(exclusive = true)
  private final Marks marks = new Marks();

  /** By what the user's own systems know agendas. */
  static final class Marks {
    @Option(names = "--link", paramLabel = "ID", description = "Only agendas with this linkId.")
    private @Nullable String linkId;

    @Option(
        names = "--external",
        paramLabel = "ID",
        description = "Only agendas with this externalId.")
    private @Nullable String externalId;

    Map<Parameter, String> values() {
      var values = new EnumMap<Parameter, String>(Parameter.class);
      if (linkId != null) {
        values.put(Parameter.LINK_ID, linkId);
      }
      if (externalId != null) {
        values.put(Parameter.EXTERNAL_ID, externalId);
      }
      return values;
    }
  }

  ListCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new CliException(ExitCode.INVALID, "--limit is 1 or more.");
    }
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      if (count) {
        long agendas = counted(api);
        output.write(
            surroundings.out(),
            Json.object().put("count", agendas).build(),
            () -> List.of(Long.toString(agendas)));
        return ExitCode.SUCCEEDED.number();
      }
      var answer = upToLimit(api);
      var out = surroundings.out();
      output.write(
          out,
          answer,
          () ->
              new AgendaTable(out.size().get().columns(), fairlead.style(out))
                  .lines(AgendaView.items(answer, "agendas"), surroundings.clock().instant()));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private Map<Parameter, String> wanted() {
    var values = new EnumMap<Parameter, String>(Parameter.class);
    values.putAll(marks.values());
    Optional.ofNullable(state)
        .ifPresent(value -> values.put(Parameter.STATE, value.toUpperCase(Locale.ROOT)));
    Optional.ofNullable(outcome).ifPresent(value -> values.put(Parameter.OUTCOME, value));
    Optional.ofNullable(title).ifPresent(value -> values.put(Parameter.TITLE, value));
    return values;
  }

  private long counted(ApiClient api) {
    var values = wanted();
    values.put(Parameter.COUNT, "true");
    long agendas = 0;
    Optional<String> next = Optional.empty();
    do {
      var page = api.agendas(1, next, values);
      agendas += page.whole("count").orElse(0L);
      next = page.text("next");
    } while (next.isPresent());
    return agendas;
  }

  /** Pages as one answer. */
  private Json.Obj upToLimit(ApiClient api) {
    var agendas = new ArrayList<Json>();
    Optional<String> next = Optional.empty();
    do {
      var page = api.agendas(Math.min(MAX_PAGE, limit - agendas.size()), next, wanted());
      agendas.addAll(AgendaView.items(page, "agendas"));
      next = page.text("next");
    } while (next.isPresent() && agendas.size() < limit);
    var shown = agendas.subList(0, Math.min(limit, agendas.size()));
    return Json.object().put("agendas", Json.array(shown)).putText("next", next).build();
  }
}
