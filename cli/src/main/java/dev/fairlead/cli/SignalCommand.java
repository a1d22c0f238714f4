package dev.fairlead.cli;

import dev.fairlead.catalog.Route;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead cancel ID}, {@code pause ID} and {@code resume ID}. */
@Command(mixinStandardHelpOptions = true)
abstract sealed class SignalCommand implements Callable<Integer> {
  private final Fairlead fairlead;
  private final Route.Agenda route;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "ID", description = "Agenda id, or @latest for your newest.")
  private String id = "";

  @Option(names = "--watch", description = "Then follows the agenda to its end, as 'watch' does.")
  private boolean watch;

  SignalCommand(Fairlead fairlead, Route.Agenda route) {
    this.fairlead = fairlead;
    this.route = route;
  }

  /** {@code fairlead cancel ID}. */
  @Command(
      name = "cancel",
      description =
          "Ends an agenda: nothing new starts but what is under finally, what runs is ended.")
  static final class Cancel extends SignalCommand {
    Cancel(Fairlead fairlead) {
      super(fairlead, Route.Agenda.CANCEL);
    }

    @Override
    String said(String state, boolean isNew) {
      if (state.equals("COMPLETE")) {
        return isNew ? "is cancelled; it had not started." : "was cancelled before.";
      }
      return isNew ? "is being cancelled." : "is being cancelled already.";
    }
  }

  /** {@code fairlead pause ID}. */
  @Command(
      name = "pause",
      description = "Starts nothing new of an agenda until it is resumed; what runs may finish.")
  static final class Pause extends SignalCommand {
    Pause(Fairlead fairlead) {
      super(fairlead, Route.Agenda.PAUSE);
    }

    @Override
    String said(String state, boolean isNew) {
      return isNew ? "is paused; what runs may finish." : "was paused before.";
    }
  }

  /** {@code fairlead resume ID}. */
  @Command(name = "resume", description = "Lets a paused agenda go on.")
  static final class Resume extends SignalCommand {
    Resume(Fairlead fairlead) {
      super(fairlead, Route.Agenda.RESUME);
    }

    @Override
    String said(String state, boolean isNew) {
      return isNew ? "goes on." : "was not paused.";
    }
  }

  /** What became of it, after the agenda's id. */
  abstract String said(String state, boolean isNew);

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var agenda = AgendaIds.resolve(api, id);
      var answer = api.signal(route, agenda);
      if (watch) {
        return new WatchCommand(fairlead).follow(api, agenda, output).number();
      }
      output.write(
          surroundings.out(),
          answer,
          () ->
              List.of(
                  "Agenda "
                      + Text.line(agenda)
                      + " "
                      + said(answer.text("state").orElse(""), answer.truth("isNew").orElse(true))));
      return ExitCode.SUCCEEDED.number();
    }
  }
}
