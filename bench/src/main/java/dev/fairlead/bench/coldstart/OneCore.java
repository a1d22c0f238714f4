package dev.fairlead.bench.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keeps processes on one core. */
public record OneCore(Path taskset, int core) {

  /** The last core that this process may use; empty where there is no {@code taskset}. */
  public static Optional<OneCore> find(List<Path> searched) {
    return searched.stream()
        .map(directory -> directory.resolve("taskset"))
        .filter(Files::isExecutable)
        .findFirst()
        .flatMap(taskset -> lastCore().map(core -> new OneCore(taskset, core)));
  }

  private static Optional<Integer> lastCore() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("Cpus_allowed_list:"))
          .map(line -> Integer.valueOf(line.replaceFirst(".*[^0-9]", "")))
          .findFirst();
    } catch (IOException noProc) {
      return Optional.empty();
    }
  }

  /** What comes before a command. */
  List<String> command() {
    return List.of(taskset.toString(), "-c", Integer.toString(core));
  }

  @Override
  public String toString() {
    return "Pinned to core " + core + ".";
  }
}
