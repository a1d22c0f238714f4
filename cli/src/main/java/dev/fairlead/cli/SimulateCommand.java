package dev.fairlead.cli;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.scheduling.replay.ReplayResult.Customer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead simulate --policy FILE --arrivals FILE}. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Tells what would become of arrivals under a policy: who waits how long, and who would be"
          + " better off than under another one (--against). The scheduler's own code decides, in"
          + " time that is only counted.",
      "Arrivals: one a line, JSON objects or CSV under a line of names; customer, at (an ISO time"
          + " or seconds), duration (seconds), and maybe slots, priority, shape, and what insights"
          + " bind by: operation, type, params (name=value;…).",
      "A policy: the fields of an insight, or insights: and resourcePools: with lists of what"
          + " insight create and pool create take; and customers: {NAME: {weight, limits,"
          + " resourcePoolId}}. Insights are for all unless they say for whom; a customer that"
          + " names no pool has the only one.",
      "simulate export writes the arrivals of an insight that there is."
    })
final class SimulateCommand implements Callable<Integer> {
  private static final int MOST_CLAIM_SECONDS = 86_400;
  private static final int MAX_BYTES = 256 * 1024 * 1024;

  private final Fairlead fairlead;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The policy, YAML or JSON; - for stdin.")
  private String policy = "";

  @Option(names = "--arrivals", paramLabel = "FILE", description = "What arrives; - for stdin.")
  private String arrivals = "";

  @Option(
      names = "--against",
      paramLabel = "FILE",
      description = "A policy to compare with: who wins and who loses by the other.")
  private @Nullable String against;

  @Option(
      names = "--claim",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "From an agenda's dispatch to its claim: as long it takes room in its insight's queue"
              + " (queueSize). Default: ${DEFAULT-VALUE}.")
  private double claimSeconds;

  @Mixin private final OutputOptions output = new OutputOptions();

  SimulateCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  static CommandLine commandLine(Fairlead fairlead) {
    return new CommandLine(new SimulateCommand(fairlead))
        .addSubcommand(new SimulateExportCommand(fairlead));
  }

  @Override
  public Integer call() {
    // Not for picocli to see to: whoever exports needs neither.
    if (policy.isEmpty() || arrivals.isEmpty()) {
      throw new CliException(ExitCode.INVALID, "It takes --policy FILE and --arrivals FILE.");
    }
    if (!(claimSeconds >= 0 && claimSeconds <= MOST_CLAIM_SECONDS)) {
      throw new CliException(
          ExitCode.INVALID, "--claim is 0 to " + MOST_CLAIM_SECONDS + " seconds.");
    }
    var claim = Duration.ofMillis(Math.round(claimSeconds * 1000));
    var surroundings = fairlead.surroundings();
    var stdin = surroundings.in();
    var wanted = DocumentFile.require(policy, stdin).read(SimulatedPolicy::read);
    var came = ArrivalFile.read(DocumentFile.require(arrivals, stdin, MAX_BYTES));
    var outcome = Simulation.of(wanted, came, claim);
    Map<CustomerId, Customer> before = new HashMap<>();
    if (against != null) {
      var other = DocumentFile.require(against, stdin).read(SimulatedPolicy::read);
      Simulation.of(other, came, claim)
          .whole()
          .customers()
          .forEach(customer -> before.put(customer.id(), customer));
    }
    var view = new SimulationView(wanted, outcome, before);
    var screen = surroundings.out();
    output.write(
        screen,
        view.json(),
        () -> view.lines(screen.size().get().columns(), fairlead.style(screen)));
    return ExitCode.SUCCEEDED.number();
  }
}
