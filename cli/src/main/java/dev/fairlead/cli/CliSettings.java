package dev.fairlead.cli;

import dev.fairlead.catalog.Setting;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line takes from its environment; the only place that reads it.
 *
 * @param server {@code FAIRLEAD_URL}
 * @param token {@code FAIRLEAD_TOKEN}
 * @param configHome {@code FAIRLEAD_CONFIG_HOME}, else {@code ~/.fairlead}
 * @param plain whether {@code NO_COLOR} asks for no colours
 * @param dumb whether {@code TERM} says that the terminal understands no escapes
 * @param workerJars where the build of {@code FAIRLEAD_HOME} put the sample worker
 * @param callsPrivate {@code FAIRLEAD_HTTP_PRIVATE}: unless it is false, operations may call this
 *     machine and private networks
 * @param columns {@code COLUMNS}, where it is a positive number
 */
record CliSettings(
    Optional<String> server,
    Optional<String> token,
    Path configHome,
    boolean plain,
    boolean dumb,
    Optional<Path> workerJars,
    boolean callsPrivate,
    Optional<Integer> columns) {
  /** The settings of this process. */
  static CliSettings read() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static CliSettings of(Map<String, String> environment, Path home) {
    return new CliSettings(
        text(environment, Setting.URL),
        text(environment, Setting.TOKEN),
        text(environment, Setting.CONFIG_HOME).map(Path::of).orElse(home.resolve(".fairlead")),
        text(environment, "NO_COLOR").isPresent(),
        text(environment, "TERM").filter("dumb"::equals).isPresent(),
        text(environment, Setting.HOME)
            .map(checkout -> Path.of(checkout, "handlers-images/sample-worker/target/lib")),
        text(environment, Setting.HTTP_PRIVATE).filter("false"::equals).isEmpty(),
        text(environment, "COLUMNS").flatMap(CliSettings::positive));
  }

  private static Optional<String> text(Map<String, String> environment, Setting setting) {
    return text(environment, setting.variable());
  }

  private static Optional<String> text(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static Optional<Integer> positive(String text) {
    try {
      return Optional.of(Integer.parseInt(text.strip())).filter(number -> number > 0);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "CliSettings[server=" + server + ", configHome=" + configHome + "]";
  }
}
