package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * All documents that the user named: files, folders (what ends in .yaml, .yml or .json, not what is
 * in folders below), and YAML files of several documents with {@code ---} between them.
 */
final class DocumentFiles {
  private static final String BOUNDARY = "---";

  private DocumentFiles() {}

  /**
   * The documents in the order of the names.
   *
   * @param maxBytes of one file
   * @throws DocumentRefusal if one can't be read
   */
  static List<DocumentText> require(List<String> names, InputStream stdin, int maxBytes) {
    var documents = new ArrayList<DocumentText>();
    for (var name : names) {
      for (var file : files(name)) {
        documents.addAll(split(DocumentFile.require(file, stdin, maxBytes)));
      }
    }
    return documents;
  }

  private static List<String> files(String name) {
    if (!isFolder(name)) {
      return List.of(name);
    }
    try (Stream<Path> inside = Files.list(Path.of(name))) {
      var found =
          inside
              .filter(Files::isRegularFile)
              .map(Path::toString)
              .filter(DocumentFiles::isDocument)
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new CliException(
            ExitCode.INVALID, "The folder " + name + " has no .yaml, .yml or .json file.");
      }
      return found;
    } catch (IOException unreadable) {
      throw new CliException(ExitCode.INVALID, "Can't read the folder " + name + ".");
    }
  }

  private static boolean isFolder(String name) {
    try {
      return Files.isDirectory(Path.of(name));
    } catch (InvalidPathException nothing) {
      return false;
    }
  }

  private static boolean isDocument(String file) {
    return file.endsWith(".yaml") || file.endsWith(".yml") || file.endsWith(".json");
  }

  /** A line of three dashes is a boundary wherever it stands: YAML has no other use for it. */
  private static List<DocumentText> split(DocumentText text) {
    if (!text.isYaml()) {
      return List.of(text);
    }
    var bytes = text.bytes();
    var whole = new String(bytes, UTF_8);
    if (!Arrays.equals(whole.getBytes(UTF_8), bytes)) {
      // No UTF-8: whoever reads it says where.
      return List.of(text);
    }
    var lines = whole.split("\n", -1);
    var starts = new ArrayList<Integer>();
    boolean hasContent = false;
    for (int i = 0; i < lines.length; i++) {
      if (isBoundary(lines[i])) {
        // What comes before the first boundary counts only if there is anything.
        if (hasContent || !starts.isEmpty()) {
          starts.add(i);
        } else {
          starts.add(0);
        }
      } else if (!lines[i].isBlank() && !lines[i].startsWith("#")) {
        if (starts.isEmpty()) {
          starts.add(0);
        }
        hasContent = true;
      }
    }
    return starts.size() < 2 ? List.of(text) : parts(text, lines, starts);
  }

  private static boolean isBoundary(String line) {
    return line.startsWith(BOUNDARY) && line.substring(BOUNDARY.length()).isBlank();
  }

  private static List<DocumentText> parts(DocumentText text, String[] lines, List<Integer> starts) {
    var parts = new ArrayList<DocumentText>();
    for (int i = 0; i < starts.size(); i++) {
      int from = starts.get(i);
      int to = i + 1 < starts.size() ? starts.get(i + 1) : lines.length;
      // Blank lines in front keep the numbers of those that follow.
      var part = "\n".repeat(from) + String.join("\n", List.of(lines).subList(from, to)) + "\n";
      parts.add(text.part(part.getBytes(UTF_8)));
    }
    return parts;
  }
}
