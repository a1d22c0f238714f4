package dev.fairlead.cli;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.CustomerTerms;
import dev.fairlead.core.scheduling.Algorithms;
import dev.fairlead.core.scheduling.replay.Arrival;
import dev.fairlead.core.scheduling.replay.Guess;
import dev.fairlead.core.scheduling.replay.InsightModel;
import dev.fairlead.core.scheduling.replay.Replay;
import dev.fairlead.core.scheduling.replay.ReplayResult;
import dev.fairlead.core.scheduling.replay.ReplayResult.Customer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
          + " or seconds), duration (seconds), and maybe slots, priority, shape.",
      "A policy: the fields of an insight, and customers: {NAME: {weight, limits}}.",
      "simulate export writes the arrivals of an insight that there is."
    })
final class SimulateCommand implements Callable<Integer> {
  private static final int MAX_BYTES = 256 * 1024 * 1024;

  /** Between two policies, less than this many seconds of mean wait are no difference. */
  private static final double ALIKE_SECONDS = 0.5;

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
    var surroundings = fairlead.surroundings();
    var stdin = surroundings.in();
    var wanted = DocumentFile.require(policy, stdin).read(SimulatedPolicy::read);
    var came = ArrivalFile.read(DocumentFile.require(arrivals, stdin, MAX_BYTES));
    var result = replay(wanted, came);
    Map<CustomerId, Customer> before = new HashMap<>();
    if (against != null) {
      var other = DocumentFile.require(against, stdin).read(SimulatedPolicy::read);
      replay(other, came).customers().forEach(customer -> before.put(customer.id(), customer));
    }
    output.write(
        surroundings.out(),
        json(wanted, result, before),
        () -> lines(wanted, result, before, surroundings.out()));
    return ExitCode.SUCCEEDED.number();
  }

  private static ReplayResult replay(SimulatedPolicy simulated, List<Arrival> came) {
    var terms = simulated.insight().terms();
    var insight =
        new InsightModel(
            Algorithms.find(simulated.insight().algorithm()).orElseThrow(),
            simulated.policy(),
            terms.limits());
    Map<CustomerId, Double> weights = new HashMap<>();
    came.stream()
        .map(Arrival::customer)
        .distinct()
        .forEach(id -> {
          CustomerTerms own = simulated.customers().getOrDefault(id, CustomerTerms.USUAL);
          insight.customer(id, own.weight(), own.limits().or(terms.customerLimits()));
          weights.put(id, own.weight());
        });
    var collector = new ReplayResult.Collector();
    var replay = new Replay(insight, Guess.byShape(), collector);
    replay.run(came.iterator(), Instant.MAX);
    return collector.result(weights, came, replay.waiting());
  }

  private List<String> lines(
      SimulatedPolicy simulated,
      ReplayResult result,
      Map<CustomerId, Customer> before,
      Screen screen) {
    var headings =
        new ArrayList<>(List.of("CUSTOMER", "WEIGHT", "AGENDAS", "MEAN WAIT", "P99", "LONGEST"));
    if (!before.isEmpty()) {
      headings.add("BEFORE");
    }
    headings.add(before.isEmpty() ? "" : "VERDICT");
    var table = new Table(headings.toArray(String[]::new));
    for (Customer customer : result.customers()) {
      var cells =
          new ArrayList<>(
              List.of(
                  customer.id().value(),
                  rounded(customer.weight()).toPlainString(),
                  Integer.toString(customer.agendas()),
                  seconds(customer.meanWait()),
                  seconds(customer.p99Wait()),
                  seconds(customer.longestWait())));
      var old = before.get(customer.id());
      if (!before.isEmpty()) {
        cells.add(old == null ? "" : seconds(old.meanWait()));
      }
      cells.add(said(customer, old));
      table.add(cells.stream().map(Table.Cell::of).toArray(Table.Cell[]::new));
    }
    var lines = new ArrayList<>(table.lines(screen.size().get().columns(), fairlead.style(screen)));
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: all done after %s, at most %.0f slots at a time; Jain index of slowdown %.3f.",
            simulated.insight().algorithm(),
            seconds(result.makespan()),
            result.mostSlots(),
            result.jainOfSlowdown()));
    return lines;
  }

  private static String said(Customer customer, @Nullable Customer before) {
    if (customer.never() > 0) {
      return customer.never() + " never start";
    }
    return before == null ? "" : verdict(customer, before);
  }

  private static String verdict(Customer customer, Customer before) {
    double less = (before.meanWait().toMillis() - customer.meanWait().toMillis()) / 1000.0;
    if (Math.abs(less) < ALIKE_SECONDS) {
      return "same";
    }
    return less > 0 ? "wins" : "loses";
  }

  private static Json json(
      SimulatedPolicy simulated, ReplayResult result, Map<CustomerId, Customer> before) {
    return Json.object()
        .put("algorithm", simulated.insight().algorithm())
        .put("makespanSeconds", number(result.makespan()))
        .put("mostSlots", Json.of(rounded(result.mostSlots())))
        .put("jainOfSlowdown", Json.of(rounded(result.jainOfSlowdown())))
        .put(
            "customers",
            Json.array(
                result.customers().stream()
                    .map(customer -> json(customer, before.get(customer.id())))
                    .toList()))
        .build();
  }

  private static Json json(Customer customer, @Nullable Customer before) {
    var json =
        Json.object()
            .put("customer", customer.id().value())
            .put("weight", Json.of(rounded(customer.weight())))
            .put("agendas", customer.agendas())
            .put("never", customer.never())
            .put("slotSeconds", Json.of(rounded(customer.slotSeconds())))
            .put("meanWaitSeconds", number(customer.meanWait()))
            .put("p50WaitSeconds", number(customer.p50Wait()))
            .put("p99WaitSeconds", number(customer.p99Wait()))
            .put("longestWaitSeconds", number(customer.longestWait()))
            .put("slowdown", Json.of(rounded(customer.slowdown())));
    if (before != null) {
      json.put("meanWaitSecondsBefore", number(before.meanWait()))
          .put("verdict", verdict(customer, before));
    }
    return json.build();
  }

  private static Json number(Duration duration) {
    return Json.of(BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros());
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
  }

  private static String seconds(Duration duration) {
    return Durations.text(duration);
  }
}
