package dev.fairlead.bench;

import dev.fairlead.bench.coldstart.OneCore;
import dev.fairlead.bench.home.Checkout;
import dev.fairlead.catalog.Setting;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** What the benches take from their environment; the only place that reads it. */
final class BenchSettings {
  private BenchSettings() {}

  /** The checkout that {@code ./fairlead} runs from. */
  static Checkout required() {
    return checkout(System.getenv(), Path.of(System.getProperty("java.home")))
        .orElseThrow(() ->
            new IllegalArgumentException(
                Setting.HOME.variable() + " is not set; start this as ./fairlead bench."));
  }

  static Optional<Checkout> checkout(Map<String, String> environment, Path javaHome) {
    Path java =
        Optional.ofNullable(environment.get(Setting.JAVA.variable()))
            .map(Path::of)
            .orElseGet(() -> javaHome.resolve("bin").resolve("java"));
    return Optional.ofNullable(environment.get(Setting.HOME.variable()))
        .map(home -> new Checkout(Path.of(home).toAbsolutePath(), java));
  }

  /** How to keep a process on one core, if this machine can. */
  static Optional<OneCore> oneCore() {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return OneCore.find(Arrays.stream(path.split(File.pathSeparator, -1)).map(Path::of).toList());
  }

  /** Of the processor, as the JVM names it. */
  static String architecture() {
    return System.getProperty("os.arch");
  }
}
