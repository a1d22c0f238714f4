package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.cli.graph.Drawing;
import dev.fairlead.cli.graph.Notation.Sheet;
import dev.fairlead.core.id.AgendaId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead graph FILE|ID}. */
@Command(
    name = "graph",
    mixinStandardHelpOptions = true,
    description = "Draws an agenda: a document before it runs, or what became of it on a server.",
    footer = {
      "",
      "Solid arrows are what dependsOn names, dashed ones references, thick ones both.",
      "Mermaid goes into a Markdown page, between ```mermaid and ```; DOT goes to Graphviz:",
      "  fairlead graph @latest --format dot | dot -Tsvg > agenda.svg"
    })
final class GraphCommand implements Callable<Integer> {
  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();

  @Parameters(
      paramLabel = "FILE|ID",
      description =
          "Agenda document, - for stdin; or an agenda's id, @latest for your newest."
              + " A file of that name comes first.")
  private String source = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      completionCandidates = PictureFormat.Names.class,
      description = "mermaid (default) or dot.")
  private PictureFormat format = PictureFormat.MERMAID;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it, else standard output. Always UTF-8.")
  private @Nullable Path output;

  GraphCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    var sheet = format.notation().write(drawing(surroundings.in()));
    write(sheet);
    for (var warning : sheet.warnings()) {
      surroundings.err().print("fairlead: " + warning + " Try --format dot.");
    }
    return ExitCode.SUCCEEDED.number();
  }

  private Drawing drawing(InputStream stdin) {
    if (source.equals("-") || isFile(source)) {
      return AgendaDrawing.of(DocumentCheck.require(DocumentFile.require(source, stdin)));
    }
    if (!source.equals(AgendaIds.LATEST) && !AgendaId.isValid(source)) {
      throw new CliException(
          ExitCode.INVALID,
          "There is no file "
              + source
              + ", nor is that an agenda's id."
              + DocumentFile.near(source)
                  .map(near -> " Did you mean \"" + near + "\"?")
                  .orElse(""));
    }
    try (var api = new ApiClient(server.connection(fairlead.surroundings().settings()))) {
      var id = AgendaIds.resolve(api, source);
      var run = AgendaView.of(api.agenda(id));
      return AgendaDrawing.of(
          run, AcceptedDocument.read(api.document(id)), fairlead.surroundings().clock().instant());
    }
  }

  private static boolean isFile(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException noName) {
      return false;
    }
  }

  private void write(Sheet sheet) {
    try {
      if (output == null) {
        // Not as the terminal's encoding has it: what reads this expects UTF-8.
        var stream = fairlead.surroundings().out().stream();
        stream.write(sheet.text().getBytes(UTF_8));
        stream.flush();
      } else if (Files.exists(output)
          && isFile(source)
          && Files.isSameFile(output, Path.of(source))) {
        throw new CliException(
            ExitCode.INVALID, "That would overwrite the document " + source + ".");
      } else {
        Files.writeString(output, sheet.text());
      }
    } catch (IOException failure) {
      throw new CliException(ExitCode.FAILED, "Can't write " + output + ".");
    }
  }
}
