package dev.fairlead.cli;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.imports.ImportOutcome;
import dev.fairlead.core.imports.ImportOutcome.Imported;
import dev.fairlead.core.imports.ImportOutcome.Refused;
import dev.fairlead.core.imports.WfFormat;
import dev.fairlead.wire.JsonText;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead import wfformat FILE}. */
@Command(
    name = "wfformat",
    mixinStandardHelpOptions = true,
    description = {
      "Makes an agenda that repeats a recorded workflow execution (WfFormat 1.5, also 1.4 and"
          + " 1.6).",
      "Each task becomes an operation of type 'simulate' that lasts as long as was recorded."
    })
final class ImportWfFormatCommand implements Callable<Integer> {
  /** Recordings tell of files and machines too, which an agenda has no place for. */
  private static final int MAX_RECORDING_BYTES = 256 * 1024 * 1024;

  private final Fairlead fairlead;

  @Parameters(paramLabel = "FILE", description = "WfFormat instance, JSON; - for stdin.")
  private String file = "";

  @Mixin private final AgendaOutput output = new AgendaOutput();

  @Option(
      names = "--time-scale",
      paramLabel = "F",
      description =
          "Factor on the recorded times; 0.01 is a hundred times faster (default: 1). It is a"
              + " field of the agenda and can be changed there.")
  private BigDecimal timeScale = BigDecimal.ONE;

  ImportWfFormatCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    TimeScaleOption.check(timeScale);
    var surroundings = fairlead.surroundings();
    var text = DocumentFile.require(file, surroundings.in(), MAX_RECORDING_BYTES);
    var imported =
        switch (imported(text)) {
          case Imported made -> made;
          case Refused(List<Problem> problems) -> throw text.refusal(problems);
        };
    output.write(imported, file, surroundings);
    return ExitCode.SUCCEEDED.number();
  }

  private ImportOutcome imported(DocumentText text) {
    try {
      return WfFormat.toAgenda(JsonText.parse(text.bytes()), timeScale);
    } catch (FairleadException malformed) {
      throw text.refusal(malformed.problems());
    }
  }
}
