package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.imports.ImportOutcome;
import dev.fairlead.core.imports.ImportOutcome.Imported;
import dev.fairlead.core.imports.ImportOutcome.Refused;
import dev.fairlead.core.imports.WfFormat;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonLimits;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
  private static final String STANDARD = "-";

  /** What a server takes; of a larger document a submit would be refused. */
  private static final int MAX_BYTES = JsonLimits.MAX_TEXT_BYTES;

  /** Recordings tell of files and machines too, which an agenda has no place for. */
  private static final int MAX_RECORDING_BYTES = 256 * 1024 * 1024;

  private final Fairlead fairlead;

  @Parameters(paramLabel = "FILE", description = "WfFormat instance, JSON; - for stdin.")
  private String file = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "AGENDA",
      description = "File to write the agenda to (default: -, which is stdout).")
  private String output = STANDARD;

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
    write(imported.document(), surroundings.out());
    surroundings.err().print(new ImportReport(imported).lines(written()));
    return ExitCode.SUCCEEDED.number();
  }

  private ImportOutcome imported(DocumentText text) {
    try {
      return WfFormat.toAgenda(JsonText.parse(text.bytes()), timeScale);
    } catch (FairleadException malformed) {
      throw text.refusal(malformed.problems());
    }
  }

  private void write(Json document, Screen out) {
    var text = JsonText.writePretty(document);
    if (text.getBytes(UTF_8).length >= MAX_BYTES) {
      throw new CliException(
          ExitCode.INVALID, name() + " makes an agenda of more than 5 MiB, which no server takes.");
    }
    if (output.equals(STANDARD)) {
      out.print(text);
      return;
    }
    try {
      Files.writeString(Path.of(output), text + "\n");
    } catch (IOException | InvalidPathException unwritable) {
      throw new CliException(ExitCode.INVALID, "Can't write " + output + ".");
    }
  }

  private String name() {
    return file.equals(STANDARD) ? "Standard input" : file;
  }

  private String written() {
    return output.equals(STANDARD) ? "Made an agenda" : "Wrote " + Text.line(output);
  }
}
