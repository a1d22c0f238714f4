package dev.fairlead.doctor;

import dev.fairlead.doctor.finding.Report;
import dev.fairlead.doctor.finding.ReportText;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.YamlText;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fairlead doctor}. */
@Command(
    name = "fairlead doctor",
    mixinStandardHelpOptions = true,
    description = {"Tells what is there, what is wrong, and what to do next. Changes nothing."},
    footer = {"", "Exit codes: 0 no problem, 1 a problem found, 2 usage."})
final class DoctorCommand implements Callable<Integer> {
  /** How the report is written. */
  enum Format {
    TABLE,
    JSON,
    YAML
  }

  private final Places places;
  private final ReportText text;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table (default), json or yaml.")
  private Format format = Format.TABLE;

  @Spec private @Nullable CommandSpec spec;

  DoctorCommand(Places places, ReportText text) {
    this.places = places;
    this.text = text;
  }

  @Override
  public Integer call() {
    var report = new Report(List.of(places.machine()));
    lines(report).forEach(command().commandLine().getOut()::println);
    return report.exitCode();
  }

  private List<String> lines(Report report) {
    return switch (format) {
      case TABLE -> text.lines(report);
      case JSON -> List.of(JsonText.writePretty(report.json()));
      case YAML -> List.of(YamlText.write(report.json()).stripTrailing());
    };
  }

  private CommandSpec command() {
    if (spec == null) {
      throw new IllegalStateException("not run by picocli");
    }
    return spec;
  }
}
