package dev.fairlead.cli;

import dev.fairlead.catalog.LeaseRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fairlead authorization}: {@code ls}, {@code agree}, {@code decline}, {@code revoke}. */
@Command(
    name = "authorization",
    mixinStandardHelpOptions = true,
    description = {
      "Says who may use your blueprints.",
      "Whoever waits for one has asked: customer/ID, or blueprint/ID for what is made on it."
    })
final class AuthorizationCommand {
  private static final String BLUEPRINT = "Your blueprint, by its id.";
  private static final String ASKER = "Who asks: customer/ID or blueprint/ID.";

  private final Fairlead fairlead;

  AuthorizationCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Command(
      name = "ls",
      mixinStandardHelpOptions = true,
      description = "Lists who asked for a blueprint, and what you answered.")
  int list(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "BLUEPRINT", description = BLUEPRINT) String blueprint) {
    var values = values(blueprint);
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer = api.ask(LeaseRoute.LIST_AUTHORIZATIONS, values);
      var out = surroundings.out();
      output.write(out, answer, () -> lines(AgendaView.items(answer, "authorizations"), out));
      return ExitCode.SUCCEEDED.number();
    }
  }

  @Command(
      name = "agree",
      mixinStandardHelpOptions = true,
      description = "Agrees, also before anybody asks; who waits is served.")
  int agree(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "BLUEPRINT", description = BLUEPRINT) String blueprint,
      @Parameters(paramLabel = "ASKER", description = ASKER) String asker) {
    return answer(server, output, blueprint, asker, "AUTHORIZED");
  }

  @Command(
      name = "decline",
      aliases = "revoke",
      mixinStandardHelpOptions = true,
      description =
          "Declines, or takes an agreement back: for new leases, those that there are stay.")
  int decline(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "BLUEPRINT", description = BLUEPRINT) String blueprint,
      @Parameters(paramLabel = "ASKER", description = ASKER) String asker) {
    return answer(server, output, blueprint, asker, "DECLINED");
  }

  private int answer(
      ServerOptions server, OutputOptions output, String blueprint, String asker, String verdict) {
    var values = values(blueprint);
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var body = Json.object().put("asker", asker).put("verdict", verdict).build();
      var answer = api.send(LeaseRoute.AUTHORIZE, values, body, Refusal::of);
      var said = asker + " is " + verdict.toLowerCase(Locale.ROOT) + " for " + blueprint + ".";
      output.write(surroundings.out(), answer, () -> List.of(said));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private List<String> lines(List<Json.Obj> all, Screen out) {
    if (all.isEmpty()) {
      return List.of("Nobody has asked for it.");
    }
    var table = new Table("ASKER", "OF", "VERDICT", "BY", "SINCE");
    for (var one : all) {
      table.add(
          Table.Cell.of(LeaseText.text(one, "asker")),
          Table.Cell.of(LeaseText.text(one, "customerId")),
          Table.Cell.of(LeaseText.text(one, "verdict")),
          Table.Cell.of(LeaseText.text(one, "by")),
          Table.Cell.of(LeaseText.text(one, "at")));
    }
    return table.lines(out.size().get().columns(), fairlead.style(out));
  }

  private static Map<Parameter, String> values(String blueprint) {
    if (!ObjectKind.BLUEPRINT.isId(blueprint)) {
      throw new CliException(ExitCode.INVALID, "'" + blueprint + "' is no blueprint's id.");
    }
    return Map.of(Parameter.BLUEPRINT_ID, blueprint);
  }
}
