package dev.fairlead.bench;

import dev.fairlead.bench.cost.DispatchCost;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead bench cost}. */
@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    description =
        "Counts the DynamoDB units and SQS requests of a path through the functions, for each"
            + " agenda; in memory, by the rules of AWS's bill.")
final class CostCommand implements Callable<Integer> {
  /** What is counted. */
  enum Scope {
    DISPATCH
  }

  @Mixin private final Output output = new Output();

  @Option(
      names = "--scope",
      required = true,
      paramLabel = "SCOPE",
      description = "dispatch: from submit to end of agendas of one operation, by who works.")
  private Scope scope = Scope.DISPATCH;

  @Option(
      names = "--customers",
      paramLabel = "N",
      description = "Customers whose agendas wait (default: ${DEFAULT-VALUE}).")
  private int customers = 100;

  @Option(
      names = "--queued",
      paramLabel = "M",
      description = "Agendas that wait before the first is dispatched (default: ${DEFAULT-VALUE}).")
  private int queued = 2_000;

  @Override
  public Integer call() {
    if (customers < 1 || queued < 1) {
      throw new IllegalArgumentException("--customers and --queued are 1 and up.");
    }
    switch (scope) {
      case DISPATCH -> {
        var summary = new DispatchCost(customers, queued).run();
        output.figures(summary::table, summary::json);
      }
    }
    return 0;
  }
}
