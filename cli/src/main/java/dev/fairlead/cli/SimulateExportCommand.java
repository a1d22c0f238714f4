package dev.fairlead.cli;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead simulate export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes what came to an insight as arrivals that simulate reads, the earliest first: who,"
          + " when, and how long it took from its dispatch to its end.",
      "Only what is over and still kept; an operator gets every customer's, anybody else their own."
    })
final class SimulateExportCommand implements Callable<Integer> {
  private static final String HEADINGS = "customer,at,duration,slots,priority,shape";
  private static final int PER_PAGE = 200;

  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(names = "--insight", paramLabel = "ID", required = true, description = "The insight.")
  private String insight = "";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only what came since then, as 2026-11-22T00:00:00Z; all unless given.")
  private @Nullable String since;

  @Option(
      names = "--pseudonyms",
      description = "Calls customers customer-1, customer-2, … in the order in which they come.")
  private boolean withPseudonyms;

  SimulateExportCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var arrivals = new ArrayList<Json.Obj>();
      Optional<String> next = Optional.empty();
      do {
        var values =
            new EnumMap<Parameter, String>(
                Map.of(Parameter.INSIGHT_ID, insight, Parameter.LIMIT, Integer.toString(PER_PAGE)));
        Optional.ofNullable(since).ifPresent(time -> values.put(Parameter.SINCE, time));
        next.ifPresent(after -> values.put(Parameter.AFTER_ARRIVAL, after));
        var page = api.ask(Route.Progress.ARRIVALS, values);
        arrivals.addAll(AgendaView.items(page, "arrivals"));
        next = page.text("next");
      } while (next.isPresent());
      arrivals.sort(Comparator.comparing(arrival -> arrival.text("at").orElse("")));
      var named = withPseudonyms ? pseudonymous(arrivals) : arrivals;
      output.write(
          surroundings.out(),
          Json.object().put("arrivals", Json.array(List.copyOf(named))).build(),
          () -> lines(named));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private static List<Json.Obj> pseudonymous(List<Json.Obj> arrivals) {
    Map<String, String> names = new HashMap<>();
    return arrivals.stream()
        .map(arrival -> {
          String name = arrival.text("customerId").orElse("");
          return arrival.with(
              "customerId",
              Json.of(names.computeIfAbsent(name, _ -> "customer-" + (names.size() + 1))));
        })
        .toList();
  }

  private static List<String> lines(List<Json.Obj> arrivals) {
    var lines = new ArrayList<String>();
    lines.add(HEADINGS);
    for (Json.Obj arrival : arrivals) {
      lines.add(
          String.join(
              ",",
              text(arrival, "customerId"),
              text(arrival, "at"),
              number(arrival, "durationSeconds"),
              number(arrival, "slots"),
              number(arrival, "priority"),
              text(arrival, "shape")));
    }
    return lines;
  }

  private static String text(Json.Obj arrival, String field) {
    return Text.line(arrival.text(field).orElse(""));
  }

  private static String number(Json.Obj arrival, String field) {
    return arrival.field(field).orElse(Json.NULL) instanceof Json.Num(BigDecimal value)
        ? value.stripTrailingZeros().toPlainString()
        : "0";
  }
}
