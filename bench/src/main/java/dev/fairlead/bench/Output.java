package dev.fairlead.bench;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How a bench tells its figures. */
final class Output {
  /** Table for people, JSON for programs. */
  enum Format {
    TABLE,
    JSON
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table (default) or json.")
  private Format format = Format.TABLE;

  /** Progress: beside the figures, or on standard error when standard output is for a program. */
  void progress(String line) {
    stream(format == Format.TABLE).println(line);
  }

  /** The figures. */
  void figures(Supplier<List<String>> table, Supplier<Json> json) {
    switch (format) {
      case TABLE -> table.get().forEach(System.out::println);
      case JSON -> System.out.println(JsonText.writePretty(json.get()));
    }
  }

  private static PrintStream stream(boolean standard) {
    return standard ? System.out : System.err;
  }
}
