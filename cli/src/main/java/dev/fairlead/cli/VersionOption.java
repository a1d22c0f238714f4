package dev.fairlead.cli;

import dev.fairlead.catalog.Parameter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which version of a template. */
final class VersionOption {
  @Option(
      names = "--at",
      paramLabel = "VERSION",
      description = "Version of the template; the latest unless given.")
  private @Nullable Integer version;

  void addTo(Map<Parameter, String> values) {
    if (version == null) {
      return;
    }
    if (version < 1) {
      throw new CliException(ExitCode.INVALID, "--at is 1 or more.");
    }
    values.put(Parameter.TEMPLATE_VERSION, version.toString());
  }
}
