package dev.fairlead.cli;

import dev.fairlead.core.error.NearestName;
import dev.fairlead.core.objects.ObjectKind;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code fairlead}. */
@Command(
    name = "fairlead",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Runs agendas: workflows as graphs of operations.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Beside these, each with its own --help:",
      "  bench       Measures Fairlead, and tries to break it.",
      "  doctor      Tells what is there, what is wrong, and what to do next.",
      "",
      "Exit codes: 0 succeeded, 1 failed, 2 usage or invalid input,",
      "3 cannot reach a server, 4 refused, 5 cancelled or timed out."
    })
final class Fairlead {
  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      completionCandidates = ColorChoice.Names.class,
      description = "never, auto (default) or always. NO_COLOR is respected.")
  private ColorChoice color = ColorChoice.AUTO;

  private final Surroundings surroundings;

  Fairlead(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Runs a command line and returns what to exit with. Never throws. */
  int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Style style(Screen screen) {
    return new Style(color.colors(screen, surroundings.settings()), screen.unicode());
  }

  /** Progress for a screen: a picture in a terminal that can redraw it, else lines. */
  Progress progress(Screen screen) {
    return screen.terminal() && !surroundings.settings().dumb()
        ? new LiveProgress(screen, style(screen))
        : new PlainProgress(screen);
  }

  CommandLine commandLine() {
    var commandLine =
        new CommandLine(this)
            .addSubcommand(new RunCommand(this))
            .addSubcommand(new DevCommand(this))
            .addSubcommand(new SubmitCommand(this))
            .addSubcommand(new LintCommand(this))
            .addSubcommand(new ListCommand(this))
            .addSubcommand(new GetCommand(this))
            .addSubcommand(new WatchCommand(this))
            .addSubcommand(new WhyCommand(this))
            .addSubcommand(new EtaCommand(this))
            .addSubcommand(new LogsCommand(this))
            .addSubcommand(new SignalCommand.Cancel(this))
            .addSubcommand(new SignalCommand.Pause(this))
            .addSubcommand(new SignalCommand.Resume(this))
            .addSubcommand(new DeleteCommand(this))
            .addSubcommand(new ApproveCommand(this))
            .addSubcommand(new RerunCommand(this))
            .addSubcommand(new RebindCommand(this))
            .addSubcommand(new BumpCommand(this))
            .addSubcommand(new GraphCommand(this))
            .addSubcommand(TemplateCommand.commandLine(this))
            .addSubcommand(ImportCommand.commandLine(this))
            .addSubcommand(new PlanCommand(this))
            .addSubcommand(SimulateCommand.commandLine(this))
            .addSubcommand(new InventoryCommand(this))
            .addSubcommand(ObjectCommand.commandLine(this, ObjectKind.CUSTOMER))
            .addSubcommand(ObjectCommand.commandLine(this, ObjectKind.INSIGHT))
            .addSubcommand(ObjectCommand.commandLine(this, ObjectKind.RESOURCE_POOL))
            .addSubcommand(ObjectCommand.commandLine(this, ObjectKind.HANDLER))
            .addSubcommand(ObjectCommand.commandLine(this, ObjectKind.BLUEPRINT))
            .addSubcommand(LeaseCommand.commandLine(this))
            .addSubcommand(new ResourceCommand(this))
            .addSubcommand(new AuthorizationCommand(this))
            .addSubcommand(new TopCommand(this))
            .addSubcommand(new AuditCommand(this))
            .addSubcommand(new SecretCommand(this))
            .addSubcommand(new SchemaCommand(this))
            .addSubcommand(new TokenCommand(this))
            .addSubcommand(new CompletionCommand(this))
            .addSubcommand(new CommandLine.HelpCommand());
    return commandLine
        .setOut(writer(surroundings.out()))
        .setErr(writer(surroundings.err()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                ColorChoice.AUTO.colors(surroundings.out(), surroundings.settings())
                    ? Ansi.ON
                    : Ansi.OFF))
        .setParameterExceptionHandler((failure, _) -> misused(failure))
        .setExecutionExceptionHandler((failure, _, _) -> failed(failure))
        .setExecutionStrategy(parsed ->
            parsed.subcommands().isEmpty() && !helpWanted(parsed)
                ? usage(parsed.commandSpec().commandLine())
                : new CommandLine.RunLast().execute(parsed));
  }

  private static PrintWriter writer(Screen screen) {
    return new PrintWriter(screen.stream(), true, screen.stream().charset());
  }

  private static boolean helpWanted(CommandLine.ParseResult parsed) {
    return parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
  }

  private int usage(CommandLine commandLine) {
    commandLine.usage(surroundings.err().stream());
    return ExitCode.INVALID.number();
  }

  private int misused(ParameterException failure) {
    var command = failure.getCommandLine();
    say(failure.getMessage());
    if (failure instanceof UnmatchedArgumentException unmatched) {
      meant(command, unmatched.getUnmatched().getFirst())
          .ifPresent(near -> surroundings.err().print("Did you mean '" + near + "'?"));
    }
    surroundings.err().print("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.INVALID.number();
  }

  private static Optional<String> meant(CommandLine command, String given) {
    return given.startsWith("-")
        ? new NearestName().find(given, command.getCommandSpec().optionsMap().keySet())
        : new NearestName()
            .find(given, command.getSubcommands().keySet())
            .map(near -> command.getCommandSpec().qualifiedName() + " " + near);
  }

  private int failed(Exception failure) {
    if (surroundings.life().isStopping()) {
      // We pulled the server from under our own feet.
      return ExitCode.STOPPED.number();
    }
    if (failure instanceof CliException said) {
      if (said instanceof DocumentRefusal refusal) {
        var screen = surroundings.err();
        screen.print(refusal.lines(screen, style(screen)));
      }
      say(said.getMessage());
      surroundings
          .err()
          .print(said.details().stream().map(line -> "  " + Text.line(line)).toList());
      return said.exitCode().number();
    }
    // Not foreseen, so it is not known whether the message is fit to be shown; the class is.
    say("Fairlead made a mistake: " + failure + ".");
    return ExitCode.FAILED.number();
  }

  private void say(@Nullable String message) {
    var screen = surroundings.err();
    var prefix = style(screen).paint(Style.Tone.BAD, "fairlead:");
    screen.print(List.of(prefix + " " + Text.line(String.valueOf(message))));
  }
}
