package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.imports.ImportOutcome.Imported;
import dev.fairlead.core.json.JsonLimits;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where an imported agenda goes. */
final class AgendaOutput {
  private static final String STANDARD = "-";

  /** What a server takes; of a larger document a submit would be refused. */
  private static final int MAX_BYTES = JsonLimits.MAX_TEXT_BYTES;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "AGENDA",
      description = "File to write the agenda to (default: -, which is stdout).")
  private String output = STANDARD;

  /** Writes the agenda, and says on stderr what became of the rest. */
  void write(Imported imported, String file, Surroundings surroundings) {
    var text = JsonText.writePretty(imported.document());
    if (text.getBytes(UTF_8).length >= MAX_BYTES) {
      throw new CliException(
          ExitCode.INVALID,
          (file.equals(STANDARD) ? "Standard input" : file)
              + " makes an agenda of more than 5 MiB, which no server takes.");
    }
    write(text, surroundings.out());
    var done = output.equals(STANDARD) ? "Made an agenda" : "Wrote " + Text.line(output);
    surroundings.err().print(new ImportReport(imported).lines(done));
  }

  private void write(String text, Screen out) {
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
}
