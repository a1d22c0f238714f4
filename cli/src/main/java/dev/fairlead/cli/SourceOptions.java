package dev.fairlead.cli;

import java.io.InputStream;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The agenda document, and what is changed in it on the way. */
final class SourceOptions {
  private static final BigDecimal MAX_TIME_SCALE = BigDecimal.valueOf(1000);

  @Parameters(paramLabel = "FILE", description = "Agenda document, YAML or JSON; - for stdin.")
  private String file = "";

  @Option(
      names = "--time-scale",
      paramLabel = "F",
      description =
          "Scales what operations of the resident types sleep; 0.01 is a hundred times faster.")
  private @Nullable BigDecimal timeScale;

  String file() {
    return file;
  }

  DocumentText read(InputStream stdin) {
    if (timeScale == null) {
      return DocumentFile.require(file, stdin);
    }
    checkTimeScale(timeScale);
    return DocumentFile.require(file, stdin).withTimeScale(timeScale);
  }

  static void checkTimeScale(BigDecimal factor) {
    if (factor.signum() <= 0 || factor.compareTo(MAX_TIME_SCALE) > 0) {
      throw new CliException(ExitCode.INVALID, "--time-scale is above 0 and at most 1000.");
    }
  }
}
