package dev.fairlead.doctor;

import dev.fairlead.catalog.Setting;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the check-up takes from its environment; the only place that reads it. Credentials are found
 * by the clients' own chains and never pass through here.
 *
 * @param checkout {@code FAIRLEAD_HOME}
 * @param configHome {@code FAIRLEAD_CONFIG_HOME}, else {@code ~/.fairlead}
 * @param jdk home of what runs this
 * @param javaVersion what that calls itself
 * @param plain whether {@code NO_COLOR} or {@code TERM} ask for no colours
 * @param clusterIsKnown whether {@code KUBECONFIG} is set
 */
record DoctorSettings(
    Path checkout,
    Path configHome,
    Path jdk,
    String javaVersion,
    boolean plain,
    boolean clusterIsKnown) {
  /**
   * The settings of this process.
   *
   * @throws IllegalArgumentException when it was not started by the script
   */
  static DoctorSettings read() {
    return of(
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        Path.of(System.getProperty("java.home")),
        System.getProperty("java.version"));
  }

  static DoctorSettings of(
      Map<String, String> environment, Path userHome, Path jdk, String javaVersion) {
    return new DoctorSettings(
        text(environment, Setting.HOME.variable())
            .map(home -> Path.of(home).toAbsolutePath())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    Setting.HOME.variable() + " is not set; start this as ./fairlead doctor.")),
        text(environment, Setting.CONFIG_HOME.variable())
            .map(Path::of)
            .orElse(userHome.resolve(".fairlead")),
        jdk,
        javaVersion,
        text(environment, "NO_COLOR").isPresent()
            || text(environment, "TERM").filter("dumb"::equals).isPresent(),
        text(environment, "KUBECONFIG").isPresent());
  }

  private static Optional<String> text(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
