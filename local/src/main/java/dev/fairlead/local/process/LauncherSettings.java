package dev.fairlead.local.process;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How processes are run.
 *
 * @param directory where attempts are written down; made if missing; one launcher at a time
 * @param workingDirectory where commands run that don't say where
 * @param maxParallel processes at a time, 1 and up; the others wait in the order they came
 * @param pollInterval how often a process that is not this JVM's child is looked at
 * @param tellInterval how often a running process's log and what it says of itself are looked at
 * @param resendInterval how often the end of an attempt is reported until it is released, and how
 *     soon a report that could not be sent is tried again
 * @param killGrace between asking a process group to end and killing it
 */
public record LauncherSettings(
    Path directory,
    Path workingDirectory,
    int maxParallel,
    Duration pollInterval,
    Duration tellInterval,
    Duration resendInterval,
    Duration killGrace) {
  public LauncherSettings {
    if (maxParallel < 1) {
      throw new IllegalArgumentException("maxParallel is 1 and up, not " + maxParallel);
    }
    directory = directory.toAbsolutePath().normalize();
    workingDirectory = workingDirectory.toAbsolutePath().normalize();
  }

  /**
   * 64 processes, looked at every 50 ms, listened to every 2 s, reported again every 5 s, killed
   * after 5 s.
   */
  public static LauncherSettings of(Path directory, Path workingDirectory) {
    return new LauncherSettings(
        directory,
        workingDirectory,
        64,
        Duration.ofMillis(50),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5));
  }
}
