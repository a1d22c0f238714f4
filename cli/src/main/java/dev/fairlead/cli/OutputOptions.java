package dev.fairlead.cli;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.YamlText;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How the answer is written. */
final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      completionCandidates = OutputFormat.Names.class,
      description = "table (default), json or yaml.")
  private OutputFormat format = OutputFormat.TABLE;

  /** Whether standard output is for people; else it is for programs and holds the answer alone. */
  boolean isTable() {
    return format == OutputFormat.TABLE;
  }

  /** Where to say what is going on. */
  Screen commentary(Surroundings surroundings) {
    return isTable() ? surroundings.out() : surroundings.err();
  }

  /** Writes the answer, as it came or as lines for people. */
  void write(Screen out, Json answer, Supplier<List<String>> table) {
    out.print(
        switch (format) {
          case TABLE -> table.get();
          case JSON -> List.of(JsonText.writePretty(answer));
          case YAML -> List.of(YamlText.write(answer).stripTrailing());
        });
  }
}
