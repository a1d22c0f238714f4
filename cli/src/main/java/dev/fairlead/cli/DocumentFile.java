package dev.fairlead.cli;

import dev.fairlead.core.error.NearestName;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.JsonLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A document's file as the user names it; {@code -} is standard input. */
final class DocumentFile {
  private static final String STDIN = "-";
  private static final int MEBIBYTE = 1024 * 1024;

  /** What a server takes: above 5 MiB by an upload, and as JSON. */
  static final int MAX_UPLOAD_BYTES = 16 * MEBIBYTE;

  /** Names looked at for a "did you mean". */
  private static final int MAX_NEIGHBOURS = 10_000;

  private DocumentFile() {}

  /** What reading came to. */
  sealed interface Reading {}

  /** There was a text; whether it is any good is another question. */
  record Read(DocumentText text) implements Reading {}

  /** There was none, or one too large. */
  record Unreadable(String file, DocumentProblem problem) implements Reading {}

  /** Reads a file, but never more than a server would take. */
  static Reading read(String file, InputStream stdin) {
    return read(file, stdin, MAX_UPLOAD_BYTES);
  }

  private static Reading read(String file, InputStream stdin, int maxBytes) {
    var shown = file.equals(STDIN) ? "stdin" : file;
    try {
      var path = Path.of(file);
      if (!file.equals(STDIN) && Files.isDirectory(path)) {
        return unreadable(file, ProblemCode.NOT_A_FILE, file + " is a folder; name a file in it.");
      }
      var bytes = file.equals(STDIN) ? start(stdin, maxBytes) : start(path, maxBytes);
      if (bytes.length > maxBytes) {
        return tooLarge(shown, maxBytes, "");
      }
      var text = new DocumentText(shown, bytes);
      return text.isYaml() && bytes.length > JsonLimits.MAX_TEXT_BYTES
          ? tooLarge(shown, JsonLimits.MAX_TEXT_BYTES, "; as JSON it may have more")
          : new Read(text);
    } catch (NoSuchFileException | InvalidPathException missing) {
      return new Unreadable(
          file,
          DocumentProblem.ofFile(
              ProblemCode.NO_SUCH_FILE, "There is no file " + file + ".", near(file)));
    } catch (AccessDeniedException denied) {
      return unreadable(file, ProblemCode.UNREADABLE_FILE, "You may not read " + file + ".");
    } catch (IOException unreadable) {
      return unreadable(shown, ProblemCode.UNREADABLE_FILE, "Can't read " + shown + ".");
    }
  }

  /**
   * The same for a command that can't go on without it.
   *
   * @throws DocumentRefusal if there is no text
   */
  static DocumentText require(String file, InputStream stdin) {
    return require(file, stdin, JsonLimits.MAX_TEXT_BYTES);
  }

  /**
   * The same for a document that is not for a server.
   *
   * @throws DocumentRefusal if there is no text, or more than so many bytes of it
   */
  static DocumentText require(String file, InputStream stdin, int maxBytes) {
    return switch (read(file, stdin, maxBytes)) {
      case Read(DocumentText text) -> text;
      case Unreadable(String shown, DocumentProblem problem) ->
          throw new DocumentRefusal(shown, List.of(problem));
    };
  }

  private static Unreadable tooLarge(String shown, int maxBytes, String remedy) {
    return unreadable(
        shown,
        ProblemCode.TOO_LARGE,
        "The document is larger than " + maxBytes / MEBIBYTE + " MiB" + remedy + ".");
  }

  private static Unreadable unreadable(String file, ProblemCode code, String message) {
    return new Unreadable(file, DocumentProblem.ofFile(code, message, Optional.empty()));
  }

  private static byte[] start(Path path, int maxBytes) throws IOException {
    try (var in = Files.newInputStream(path)) {
      return start(in, maxBytes);
    }
  }

  /** One byte more than allowed is enough to know. */
  private static byte[] start(InputStream in, int maxBytes) throws IOException {
    return in.readNBytes(maxBytes + 1);
  }

  /** The file in the same folder that was probably meant. */
  static Optional<String> near(String file) {
    try {
      var wanted = Path.of(file);
      var folder = Optional.ofNullable(wanted.getParent());
      var name = String.valueOf(wanted.getFileName());
      try (var neighbours = Files.list(folder.orElse(Path.of("")))) {
        var names =
            neighbours
                .limit(MAX_NEIGHBOURS)
                .filter(Files::isRegularFile)
                .map(path -> String.valueOf(path.getFileName()))
                .sorted()
                .toList();
        return names.stream()
            .filter(neighbour -> neighbour.startsWith(name + "."))
            .findFirst()
            .or(() -> new NearestName().find(name, names))
            .map(near -> folder.map(in -> in.resolve(near).toString()).orElse(near));
      }
    } catch (IOException | InvalidPathException nothingThere) {
      return Optional.empty();
    }
  }
}
