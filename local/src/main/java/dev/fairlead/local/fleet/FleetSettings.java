package dev.fairlead.local.fleet;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a worker is run.
 *
 * @param directory where the worker's pid and log are kept; made if missing
 * @param command what starts one
 * @param firstPause before a worker that died is started again; doubles up to {@link #MAX_PAUSE}
 *     while it keeps dying
 */
public record FleetSettings(Path directory, List<String> command, Duration firstPause) {
  /** The longest pause before a worker is started again. */
  public static final Duration MAX_PAUSE = Duration.ofSeconds(30);

  /** A worker that lived for so long is no longer one that keeps dying. */
  public static final Duration SOUND_LIFE = Duration.ofMinutes(1);

  public FleetSettings {
    command = List.copyOf(command);
  }

  /**
   * The sample worker, on this JVM's java. {@code lib} holds its jars and nothing else; what is in
   * {@code drivers} of the directory is on its class path, too.
   */
  public static FleetSettings sampleWorker(Path directory, Path lib) {
    return new FleetSettings(
        directory,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            lib.resolve("*") + File.pathSeparator + directory.resolve("drivers").resolve("*"),
            "dev.fairlead.worker.SampleWorkerMain"),
        Duration.ofMillis(500));
  }
}
