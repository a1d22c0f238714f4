package dev.fairlead.cli;

import dev.fairlead.worker.SampleWorkerMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The sample worker's jars, of the class path of this test: nothing need be packaged before it. */
final class WorkerJars {
  private WorkerJars() {}

  /** Fills a folder with all that the worker may need. */
  static void collect(Path lib) throws IOException {
    Files.createDirectories(lib);
    var entries = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    if (entries.stream().noneMatch(WorkerJars::holdsTheWorker)) {
      throw new AssertionError("no " + SampleWorkerMain.class + " in " + entries);
    }
    for (int i = 0; i < entries.size(); i++) {
      var entry = Path.of(entries.get(i));
      var jar = lib.resolve(i + ".jar");
      if (Files.isDirectory(entry)) {
        pack(entry, jar);
      } else if (Files.exists(entry)) {
        Files.createSymbolicLink(jar, entry.toAbsolutePath());
      }
    }
  }

  private static boolean holdsTheWorker(String entry) {
    return entry.contains("sample-worker");
  }

  private static void pack(Path directory, Path jar) throws IOException {
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(directory)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
  }
}
