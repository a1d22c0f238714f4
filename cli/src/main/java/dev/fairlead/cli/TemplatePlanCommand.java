package dev.fairlead.cli;

import dev.fairlead.catalog.Route;
import dev.fairlead.cli.Table.Cell;
import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fairlead template plan NAME}. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Shows what a payload would make of a template, and runs nothing.")
final class TemplatePlanCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final PayloadOptions payload = new PayloadOptions();
  @Mixin private final VersionOption version = new VersionOption();

  @Parameters(paramLabel = "[OWNER/]NAME", description = TemplateCommand.SHARED_NAME)
  private String name = "";

  TemplatePlanCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    var values = TemplateCommand.sharedValues(name);
    version.addTo(values);
    var given = payload.read(surroundings.in());
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var plan = PayloadOptions.call(api, Route.Agenda.PLAN_TEMPLATE, values, given);
      var problems = PayloadOptions.problems(plan, "problems");
      if (!problems.isEmpty() && output.isTable()) {
        throw PayloadOptions.refusal(values, given, problems);
      }
      output.write(surroundings.out(), plan, () -> lines(plan));
      return (problems.isEmpty() ? ExitCode.SUCCEEDED : ExitCode.INVALID).number();
    }
  }

  private List<String> lines(Json.Obj plan) {
    var out = surroundingsOut();
    var operations = AgendaView.items(plan, "operations");
    var table = new Table("LEVEL", "OPERATION", "TYPE", "AFTER");
    for (var operation : operations) {
      table.add(
          Cell.of(operation.whole("level").map(String::valueOf).orElse("")),
          Cell.of(operation.text("name").orElse("")),
          Cell.of(operation.text("type").orElse("")),
          Cell.of(after(operation)));
    }
    var lines = new ArrayList<String>();
    lines.add(
        "Template %s, version %s, would run %s:"
            .formatted(
                TemplateCommand.named(plan),
                TemplateCommand.version(plan),
                operations.size() == 1 ? "1 operation" : operations.size() + " operations"));
    lines.addAll(table.lines(out.size().get().columns(), fairlead.style(out)));
    return lines;
  }

  private Screen surroundingsOut() {
    return fairlead.surroundings().out();
  }

  private static String after(Json.Obj operation) {
    return operation.field("dependsOn").orElse(Json.NULL) instanceof Json.Arr(List<Json> names)
        ? names.stream()
            .map(name -> name instanceof Json.Str(String text) ? text : "")
            .collect(Collectors.joining(", "))
        : "";
  }
}
