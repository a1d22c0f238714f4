package dev.fairlead.local.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The machine's processes. A pid alone names nobody for long, so every question is about a pid and
 * its birth.
 */
public final class ProcessTable {
  private static final Path PROC = Path.of("/proc");
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  private ProcessTable() {}

  /**
   * Whether this very process runs; a zombie does not. Cost: one small file, or one ps on macOS.
   */
  static boolean isAlive(Gate.Owned owner) {
    return birth(owner.pid()).filter(owner.birth()::equals).isPresent();
  }

  /** Sends TERM or KILL to the owner's process group, unless the owner is no more. */
  static void signalGroup(Gate.Owned owner, String signal) {
    if (isAlive(owner)) {
      run("sh", "-c", "kill -s \"$1\" -- \"-$2\"", "sh", signal, Long.toString(owner.pid()));
    }
  }

  /**
   * Kills every process that has {@code marker} in its environment: what is left of a group whose
   * leader was killed alone, so that the group's number no longer proves anything. Only Linux shows
   * environments; elsewhere this does nothing.
   */
  static void killMarked(String marker) {
    if (Files.exists(BOOT)) {
      ProcessHandle.allProcesses()
          .filter(process -> environment(process.pid()).contains(marker))
          .forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Boot and time of start of the process that has this pid now. */
  public static Optional<String> birth(long pid) {
    try {
      return Files.exists(BOOT) ? birthFromProc(pid) : birthFromPs(pid);
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static Optional<String> birthFromProc(long pid) throws IOException {
    // The program's name, in parentheses, may hold anything; what follows is numbers.
    var stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
    var fields = stat.substring(stat.lastIndexOf(") ") + 2).split(" ", -1);
    boolean ended = fields[0].equals("Z") || fields[0].equals("X");
    return ended
        ? Optional.empty()
        : Optional.of(Files.readString(BOOT).strip() + ":" + fields[19]);
  }

  private static Optional<String> birthFromPs(long pid) {
    var stateAndStart = run("ps", "-o", "stat=,lstart=", "-p", Long.toString(pid)).strip();
    int space = stateAndStart.indexOf(' ');
    return space < 0 || stateAndStart.startsWith("Z")
        ? Optional.empty()
        : Optional.of(stateAndStart.substring(space).strip());
  }

  private static String environment(long pid) {
    try {
      return Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException goneOrNotOurs) {
      return "";
    }
  }

  /** What a short command prints; empty if it can't be run or does not end. */
  private static String run(String... command) {
    var builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("TZ", "UTC0");
    try {
      var process = builder.start();
      process.getOutputStream().close();
      var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor(5, TimeUnit.SECONDS) ? printed : "";
    } catch (IOException notRun) {
      return "";
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
