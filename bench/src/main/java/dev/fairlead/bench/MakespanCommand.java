package dev.fairlead.bench;

import dev.fairlead.bench.home.RunningHome;
import dev.fairlead.bench.makespan.MakespanBench;
import dev.fairlead.bench.makespan.Recording;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead bench makespan}. */
@Command(
    name = "makespan",
    mixinStandardHelpOptions = true,
    description =
        "Runs recorded workflows again on 'dev', and compares how long each takes with its critical"
            + " path. Fails if any operation started before what it depends on had ended.")
final class MakespanCommand implements Callable<Integer> {
  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6})(ms|s)");

  @Mixin private final Output output = new Output();

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "WfFormat instances (default: made-up ones, one of them with 1000 tasks).")
  private List<Path> files = List.of();

  @Option(
      names = "--mean",
      paramLabel = "LENGTH",
      description =
          "To what the mean duration of an operation is scaled, as 1s or 100ms; may be given more"
              + " than once (default: 1s and 100ms).")
  private List<String> means = List.of("1s", "100ms");

  @Override
  public Integer call() throws IOException {
    var lengths = means.stream().map(MakespanCommand::length).toList();
    var recordings = recordings();
    try (var home = RunningHome.start(BenchSettings.required())) {
      var bench = new MakespanBench(home.client(), output::progress);
      bench.warmUp();
      var summary = bench.run(recordings, lengths);
      output.figures(summary::table, summary::json);
      return summary.passed() ? 0 : 1;
    }
  }

  private List<Recording> recordings() throws IOException {
    if (files.isEmpty()) {
      return MakespanBench.generated();
    }
    var recordings = new ArrayList<Recording>();
    for (Path file : files) {
      try {
        recordings.add(new Recording(name(file), JsonText.parse(Files.readAllBytes(file))));
      } catch (FairleadException malformed) {
        throw new IllegalArgumentException(file + ": " + malformed.problems(), malformed);
      }
    }
    return recordings;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
  }

  private static Duration length(String text) {
    var parts = LENGTH.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("--mean is a length like 1s or 100ms.");
    }
    long number = Long.parseLong(parts.group(1));
    if (number == 0) {
      throw new IllegalArgumentException("--mean is more than 0.");
    }
    return parts.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
  }
}
