package dev.fairlead.bench.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders that a bench makes for itself and removes again. */
public final class TemporaryFolder {
  private TemporaryFolder() {}

  /** A new folder, {@code fairlead-<bench>-…}, among the system's temporary ones. */
  public static Path of(String bench) {
    try {
      return Files.createTempDirectory("fairlead-" + bench + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes the folder and all that is in it. */
  public static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't tidy up " + folder, e);
    }
  }
}
