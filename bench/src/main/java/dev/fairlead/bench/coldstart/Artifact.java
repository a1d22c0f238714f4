package dev.fairlead.bench.coldstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is deployed of a function.
 *
 * @param folder what is uploaded
 * @param jars those of its {@code lib}, in the order in which Lambda searches them
 */
record Artifact(Path folder, List<Path> jars) {
  Artifact {
    jars = List.copyOf(jars);
  }

  /**
   * The artifact in a folder.
   *
   * @throws IllegalArgumentException when nothing was packaged there
   */
  static Artifact in(Path folder) {
    var lib = folder.resolve("lib");
    if (!Files.isDirectory(lib)) {
      throw new IllegalArgumentException("There is no " + lib + "; build it with ./build package.");
    }
    return new Artifact(folder, jarsIn(lib));
  }

  /** The jars in a folder, by name. */
  static List<Path> jarsIn(Path lib) {
    try (var files = Files.list(lib)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Size of its jars. */
  long bytes() {
    return jars.stream().mapToLong(jar -> jar.toFile().length()).sum();
  }
}
