package dev.fairlead.bench;

import dev.fairlead.bench.home.Checkout;
import dev.fairlead.catalog.Setting;
import java.nio.file.Path;
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
}
