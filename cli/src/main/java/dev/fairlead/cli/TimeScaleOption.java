package dev.fairlead.cli;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Changes how fast a document's resident operations are, on its way. */
final class TimeScaleOption {
  private static final BigDecimal MAX = BigDecimal.valueOf(1000);

  @Option(
      names = "--time-scale",
      paramLabel = "F",
      description =
          "Scales what operations of the resident types sleep; 0.01 is a hundred times faster.")
  private @Nullable BigDecimal factor;

  /** Refuses a factor that makes no sense, before anything is read. */
  void check() {
    if (factor != null) {
      check(factor);
    }
  }

  DocumentText applied(DocumentText document) {
    return factor == null ? document : document.withTimeScale(factor);
  }

  static void check(BigDecimal factor) {
    if (factor.signum() <= 0 || factor.compareTo(MAX) > 0) {
      throw new CliException(ExitCode.INVALID, "--time-scale is above 0 and at most 1000.");
    }
  }
}
