package dev.fairlead.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fairlead.catalog.ArtifactSpec;
import dev.fairlead.catalog.FunctionSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is uploaded, as the Java runtime will find it; there once the functions are packaged. */
class BuiltFunctionsTest {
  private static final Path ROOT = Path.of("..");
  private static final Set<String> ENTRIES =
      Set.of(
          "com.amazonaws.services.lambda.runtime.RequestHandler",
          "com.amazonaws.services.lambda.runtime.RequestStreamHandler");

  @ParameterizedTest
  @EnumSource(FunctionSpec.class)
  void hasTheEntryPointOfEachFunction(FunctionSpec function)
      throws IOException, ReflectiveOperationException {
    var jars = jars(function.artifact()).stream().map(BuiltFunctionsTest::url).toList();

    // Nothing of this JVM's own class path: what is not in the jars is not on AWS.
    try (var loader =
        new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Class<?> entryPoint = Class.forName(function.entryPoint(), false, loader);

      assertThat(interfaces(entryPoint)).containsAnyElementsOf(ENTRIES);
      assertThat(Modifier.isPublic(entryPoint.getModifiers())).isTrue();
      assertThat(Modifier.isPublic(entryPoint.getConstructor().getModifiers())).isTrue();
      // Everything that its methods and fields name is there too.
      assertThat(entryPoint.getDeclaredMethods()).isNotEmpty();
      assertThat(entryPoint.getDeclaredFields()).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource(ArtifactSpec.class)
  void isSmallEnough(ArtifactSpec artifact) throws IOException {
    long unpacked = 0;
    for (Path jar : jars(artifact)) {
      unpacked += Files.size(jar);
    }

    assertThat(unpacked).isBetween(1_000_000L, Quotas.UNPACKED_BYTES);
  }

  @ParameterizedTest
  @EnumSource(ArtifactSpec.class)
  void holdsNothingButJars(ArtifactSpec artifact) throws IOException {
    var jars = jars(artifact);

    assertThat(jars).allMatch(jar -> jar.toString().endsWith(".jar"));
    for (Path jar : jars) {
      try (var zip = new ZipFile(jar.toFile())) {
        assertThat(zip.size()).isPositive();
      }
    }
  }

  /** It would run commands of tenants as the function's role. */
  @ParameterizedTest
  @EnumSource(ArtifactSpec.class)
  void hasNoDriverThatRunsProcesses(ArtifactSpec artifact) throws IOException {
    for (Path jar : jars(artifact)) {
      try (var zip = new ZipFile(jar.toFile())) {
        var entry = zip.getEntry("META-INF/services/dev.fairlead.core.lease.BlueprintDriver");
        if (entry != null) {
          try (var in = zip.getInputStream(entry)) {
            assertThat(new String(in.readAllBytes(), UTF_8).strip())
                .isEqualTo("dev.fairlead.ssh.RegisteredHostDriver");
          }
        }
      }
    }
  }

  private static List<Path> jars(ArtifactSpec artifact) throws IOException {
    Path lib = ROOT.resolve(artifact.libraries());
    assumeTrue(
        Files.isDirectory(lib), "the functions are not packaged (./build verify): not looked at");
    try (Stream<Path> files = Files.list(lib)) {
      return files.sorted().toList();
    }
  }

  private static List<String> interfaces(Class<?> type) {
    return Stream.of(type.getInterfaces()).map(Class::getName).toList();
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
