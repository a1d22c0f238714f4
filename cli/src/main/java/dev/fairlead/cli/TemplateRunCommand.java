package dev.fairlead.cli;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fairlead template run NAME}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Submits the agenda that a payload makes of a template.")
final class TemplateRunCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();
  @Mixin private final PayloadOptions payload = new PayloadOptions();
  @Mixin private final VersionOption version = new VersionOption();
  @Mixin private final SubmitOptions submit = new SubmitOptions();

  @Parameters(paramLabel = "[OWNER/]NAME", description = TemplateCommand.SHARED_NAME)
  private String name = "";

  TemplateRunCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    var values = TemplateCommand.sharedValues(name);
    version.addTo(values);
    submit.idempotencyKey().ifPresent(key -> values.put(Parameter.IDEMPOTENCY_KEY, key));
    var given = payload.read(surroundings.in());
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var accepted = PayloadOptions.call(api, Route.Agenda.RUN_TEMPLATE, values, given);
      return submit.goOn(fairlead, api, accepted, output).number();
    }
  }
}
