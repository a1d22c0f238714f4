package dev.fairlead.bench;

import dev.fairlead.bench.coldstart.ColdStartBench;
import dev.fairlead.catalog.FunctionSpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead bench coldstart}. */
@Command(
    name = "coldstart",
    mixinStandardHelpOptions = true,
    description =
        "Starts each function as it is deployed under AWS's runtime client, plain and with an"
            + " AOT cache, and measures its first answer.")
final class ColdStartCommand implements Callable<Integer> {
  @Mixin private final Output output = new Output();

  @Option(names = "--runs", paramLabel = "N", description = "How often each (default: 5).")
  private int runs = 5;

  @Option(
      names = "--functions",
      paramLabel = "NAMES",
      split = ",",
      description = "Only these, as in authorizer,agenda-service (default: all).")
  private List<String> names = List.of();

  @Override
  public Integer call() {
    if (runs < 1) {
      throw new IllegalArgumentException("--runs is 1 or more.");
    }
    var functions = functions();
    var bench =
        new ColdStartBench(
            BenchSettings.required(),
            BenchSettings.oneCore(),
            BenchSettings.architecture(),
            output::progress);
    var figures = bench.run(runs, functions);
    output.figures(figures::table, figures::json);
    return figures.passed() ? 0 : 1;
  }

  private EnumSet<FunctionSpec> functions() {
    if (names.isEmpty()) {
      return EnumSet.allOf(FunctionSpec.class);
    }
    var functions = EnumSet.noneOf(FunctionSpec.class);
    names.forEach(name -> functions.add(function(name.strip())));
    return functions;
  }

  private static FunctionSpec function(String name) {
    return Arrays.stream(FunctionSpec.values())
        .filter(function -> function.functionName().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no function "
                    + name
                    + "; there are "
                    + Arrays.stream(FunctionSpec.values())
                        .map(FunctionSpec::functionName)
                        .collect(Collectors.joining(", "))
                    + "."));
  }
}
