package dev.fairlead.bench.coldstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipFile;

/**
 * AWS's Java runtime interface client, as Lambda's image has it beside the function.
 *
 * @param jars it and what it needs
 * @param nativeLibrary its native part; left to itself it would unpack it to one place that all
 *     processes of a machine share
 */
record RuntimeClient(List<Path> jars, Path nativeLibrary) {
  private static final String CLIENT = "aws-lambda-java-runtime-interface-client";
  private static final Set<String> NEEDS =
      Set.of(CLIENT, "aws-lambda-java-core", "aws-lambda-java-serialization", "utils-lite");

  RuntimeClient {
    jars = List.copyOf(jars);
  }

  /**
   * Finds it among the jars of a class path.
   *
   * @param architecture as the JVM names it
   * @param directory where its native part is put
   */
  static RuntimeClient among(List<Path> classPath, String architecture, Path directory) {
    var jars = classPath.stream().filter(jar -> NEEDS.contains(artifact(jar))).toList();
    var client =
        jars.stream()
            .filter(jar -> artifact(jar).equals(CLIENT))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no " + CLIENT + " on the class path"));
    if (jars.size() != NEEDS.size()) {
      throw new IllegalStateException("the runtime client is not whole: " + jars);
    }
    return new RuntimeClient(jars, unpack(client, architecture, directory));
  }

  private static Path unpack(Path client, String architecture, Path directory) {
    var name =
        "libaws-lambda-jni.linux-" + (architecture.equals("aarch64") ? "aarch_64" : "x86_64");
    try (var zip = new ZipFile(client.toFile());
        var library = zip.getInputStream(zip.getEntry("jni/" + name + ".so"))) {
      var unpacked = directory.resolve(name + ".so");
      Files.copy(library, unpacked);
      return unpacked;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A jar's name without its version. */
  private static String artifact(Path jar) {
    return jar.getFileName().toString().replaceFirst("-[0-9].*", "");
  }
}
